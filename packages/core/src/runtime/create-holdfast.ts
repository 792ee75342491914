import type { ConnectivityTracker } from '../connectivity/create-connectivity.ts';
import { createConnectivity } from '../connectivity/create-connectivity.ts';
import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import type {
  AnyRead,
  AnyStream,
  AnyWrite,
  ReadOperation,
  StreamOperation,
  WriteOperation,
} from '../operations/operation.ts';
import type { ReadOutcome, StreamOutcome, WriteOutcome } from '../operations/outcome.ts';
import type { Platform } from '../platform/platform.ts';
import { webPlatform } from '../platform/web-platform.ts';
import type { BudgetPort } from '../ports/budget-port.ts';
import type { DraftStore } from '../ports/draft-store.ts';
import type { Identity } from '../ports/identity.ts';
import type { RuntimeOutbox } from '../ports/runtime-outbox.ts';
import type { ReadCachePort } from '../ports/read-cache-port.ts';
import type { StreamPort } from '../ports/stream-port.ts';
import { fanOut } from '../telemetry/fan-out.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import { explain } from '#explain';
import { atOnce } from './at-once.ts';
import { disposeParts } from './dispose-parts.ts';
import type { HoldfastOptions, Made, Part, Runtime } from './holdfast-options.ts';
import type { RunOptions } from './run.ts';
import { createRun } from './run-operation.ts';

/** What follows the operation in a call: its input, then options. One without input is called without one. */
export type InputArguments<TInput, TOptions = never> = [TInput] extends [void]
  ? [input?: undefined, options?: TOptions]
  : [input: TInput, options?: TOptions];

/** What follows the operation in a call of `run`. */
export type RunArguments<TInput> = InputArguments<TInput, RunOptions>;

/** Runs operations. Slices, hooks and forms receive one of these. */
export interface Holdfast {
  /** Walks an operation down its ladder and says where it ended. Never rejects. */
  run<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
    operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
    ...rest: RunArguments<TInput>
  ): Promise<ReadOutcome<TOutput, TRung>>;
  run<TInput, TParsed, TOutput, TOffline extends 'queue' | 'fail'>(
    operation: WriteOperation<string, TInput, TParsed, TOutput, TOffline>,
    ...rest: RunArguments<TInput>
  ): Promise<WriteOutcome<TOutput, TOffline>>;
  /** A text kept from an earlier run of the same input is gone on with; what came whole is kept no longer. */
  run<TInput, TParsed, TEvent>(
    operation: StreamOperation<string, TInput, TParsed, TEvent>,
    ...rest: RunArguments<TInput>
  ): Promise<StreamOutcome<TEvent>>;
  /**
   * Every default that applies to an operation here and every policy around it, in sentences. Builds for
   * production leave the sentences out; the function `explain` has all of them but those of policies.
   */
  explain(operation: AnyRead | AnyWrite | AnyStream): string;
  readonly identity: Observable<Identity | null>;
  readonly connectivity: ConnectivityTracker;
  readonly platform: Platform;
  readonly budget: BudgetPort | undefined;
  readonly outbox: RuntimeOutbox | undefined;
  readonly cache: ReadCachePort | undefined;
  readonly drafts: DraftStore | undefined;
  readonly streams: StreamPort | undefined;
  readonly sink: TelemetrySink | undefined;
  /**
   * Ends everything that the runtime made from factories, the last first. Resolves when all have ended, at the
   * latest after five seconds, also when a part fails to end. From the call on the runtime sends nothing more:
   * each run fails with `DISPOSED`, and a request that is under way is the last attempt of its run.
   */
  dispose(): Promise<void>;
}

/** The parts that were given to `createHoldfast`, as they are once they are made. */
export type Parts<TOptions> = {
  readonly [TName in keyof TOptions & PartName]: TName extends 'connectivity'
    ? | Exclude<Made<TOptions[TName]>, undefined>
      | (undefined extends TOptions[TName] ? ConnectivityTracker : never)
    : Made<TOptions[TName]>;
};

type PartName = 'connectivity' | 'cache' | 'drafts' | 'budget' | 'outbox' | 'streams';

/** Refuses a name that is no option; the type that it asks for is the sentence that the developer reads. */
type Misspelt<TOptions> = {
  readonly [TName in Exclude<keyof TOptions, keyof HoldfastOptions>]: 0 extends 1 & TOptions[TName]
    ? never
    : `createHoldfast has no option ${TName & string}`;
};

/**
 * Puts the parts together, and makes those that are factories: first connectivity, then what others may need,
 * the streams last. The type of the result knows which parts were given. `dispose` ends what factories made; the
 * app ends a port that it made itself.
 */
export function createHoldfast<TOptions extends HoldfastOptions>(
  options: TOptions & Misspelt<TOptions>,
): Holdfast & Parts<TOptions> {
  const {
    transport,
    baseUrl = '/',
    identity = createCell<Identity | null>(null),
    liveWithinMs = 1500,
    platform = webPlatform,
    connectivity = createConnectivity,
    sinks = [],
  }: HoldfastOptions = options;
  const given: HoldfastOptions = options;
  const { toFailure } = given;
  let disposing: Promise<void> | undefined;
  const isDisposed = (): boolean => !!disposing;
  const runtime = {
    ...{ transport, baseUrl, identity, liveWithinMs, isDisposed, toFailure, platform },
  } as { -readonly [TName in keyof Runtime]: Runtime[TName] };
  const made: unknown[] = [];
  // The last that was made ends first, because it may need those before it.
  const dispose = (): Promise<void> => (disposing ??= disposeParts(made.toReversed(), platform));
  const make = <T>(part: Part<T>): T => {
    if (typeof part !== 'function') return part;
    const port = atOnce((part as (runtime: Runtime) => T)(runtime));
    made.push(port);
    return port;
  };
  try {
    runtime.connectivity = make(connectivity);
    runtime.unsavedWork = make(given.unsavedWork);
    runtime.beaconBuffer = make(given.beaconBuffer);
    runtime.sink = fanOut(make(sinks));
    Object.assign(runtime, given.policies?.(runtime));
    if (given.reads) runtime.reads = given.reads;
    if (given.writes) runtime.writes = given.writes;
    runtime.cache = make(given.cache);
    runtime.drafts = make(given.drafts);
    runtime.tabs = make(given.tabs);
    runtime.budget = make(given.budget);
    runtime.outbox = make(given.outbox);
    runtime.streams = make(given.streams);
  } catch (error) {
    // The app gets no runtime that it could end.
    void dispose();
    throw error;
  }

  const { cache, drafts, budget, outbox, streams, sink } = runtime;
  return {
    run: createRun(runtime) as Holdfast['run'],
    explain: (operation) => explain(operation, runtime),
    ...{ identity, connectivity: runtime.connectivity, platform, sink, dispose },
    ...{ cache, drafts, budget, outbox, streams },
  } as Holdfast & Parts<TOptions>;
}

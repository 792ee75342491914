import { requireOptions } from '#options';
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
import { uuidV7 } from '../platform/uuid-v7.ts';
import { webPlatform } from '../platform/web-platform.ts';
import type { RuntimeBudget } from '../ports/budget-port.ts';
import type { DraftStore } from '../ports/draft-store.ts';
import type { TabsPort } from '../ports/tabs-port.ts';
import type { Identity } from '../ports/identity.ts';
import type { RuntimeOutbox } from '../ports/runtime-outbox.ts';
import type { ReadCachePort } from '../ports/read-cache-port.ts';
import type { StreamPort } from '../ports/stream-port.ts';
import type { UnsavedWork } from '../ports/unsaved-work.ts';
import type { IncidentWatch } from '../telemetry/create-incidents.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import { explain } from '#explain';
import { fanOut } from '#runtime-sinks';
import { atOnce } from './at-once.ts';
import { disposeParts } from './dispose-parts.ts';
import type { Circuits, HoldfastOptions, Made, Part, Runtime } from './holdfast-options.ts';
import type { RunOptions } from './run.ts';
import { createRun } from './run-operation.ts';

/**
 * The arguments after the operation: its input, then options. A caller may leave out an input that may be
 * `undefined`, and has none to give to an operation without input.
 */
export type InputArguments<TInput, TOptions = never> = undefined extends TInput
  ? [input?: TInput, options?: TOptions]
  : [input: TInput, options?: TOptions];

/** The arguments after the operation in a call of `run`. */
export type RunArguments<TInput> = InputArguments<TInput, RunOptions>;

/** Runs operations. Slices, hooks and forms receive one of these. */
export interface Holdfast {
  /** Takes an operation down its ladder and says on which rung it ended. Never rejects. */
  run<TInput, TParsed, TOutput, TRung extends 'stale' | 'fallback'>(
    operation: ReadOperation<string, TInput, TParsed, TOutput, TRung>,
    ...rest: RunArguments<TInput>
  ): Promise<ReadOutcome<TOutput, TRung>>;
  run<TInput, TParsed, TOutput, TOffline extends 'queue' | 'fail'>(
    operation: WriteOperation<string, TInput, TParsed, TOutput, TOffline>,
    ...rest: RunArguments<TInput>
  ): Promise<WriteOutcome<TOutput, TOffline>>;
  /**
   * Runs a stream to its end. When the device keeps a part of its text from an earlier run of the same input, the
   * stream goes on after that part. A text that came whole is removed from the device.
   */
  run<TInput, TParsed, TEvent>(
    operation: StreamOperation<string, TInput, TParsed, TEvent>,
    ...rest: RunArguments<TInput>
  ): Promise<StreamOutcome<TEvent>>;
  /**
   * Says every default and every policy that applies to an operation in this runtime, in sentences. A build for
   * production leaves the sentences out. The function `explain` keeps them there, except those about policies.
   */
  explain(operation: AnyRead | AnyWrite | AnyStream): string;
  /**
   * A new idempotency key, for a caller that may have to send the same write again. Later keys sort after earlier ones,
   * except within a millisecond.
   */
  newKey(): string;
  readonly identity: Observable<Identity | null>;
  readonly connectivity: ConnectivityTracker;
  readonly platform: Platform;
  readonly budget: RuntimeBudget | undefined;
  readonly outbox: RuntimeOutbox | undefined;
  readonly cache: ReadCachePort | undefined;
  readonly drafts: DraftStore | undefined;
  readonly tabs: TabsPort | undefined;
  readonly streams: StreamPort | undefined;
  readonly sink: TelemetrySink | undefined;
  readonly unsavedWork: UnsavedWork | undefined;
  /** The circuits in the policies of this runtime, by name. */
  readonly circuits: Circuits;
  readonly incidents: IncidentWatch | undefined;
  /**
   * Ends everything that the runtime made from factories, the last one first. Resolves when all have ended, and
   * after five seconds at the latest. Never rejects: a part that fails to end keeps no other from ending. After the
   * call the runtime sends nothing more: each run fails with `DISPOSED`, and a request that is under way is the last
   * attempt of its run.
   */
  dispose(): Promise<void>;
}

/** The parts that the app gave to `createHoldfast`; in place of a factory stands the part that it made. */
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
 * Makes a runtime. It calls each part that is a factory in a fixed order: connectivity first, streams last, so that
 * a part may use those before it. The type of the result knows which parts the app gave. `dispose` ends the parts
 * that factories made; the app ends a port that it made itself. Throws what a factory throws, after it has ended
 * the parts made until then.
 */
export function createHoldfast<TOptions extends HoldfastOptions>(
  options: TOptions & Misspelt<TOptions>,
): Holdfast & Parts<TOptions> {
  requireOptions('createHoldfast', options as HoldfastOptions, {
    transport: 'an object with send',
    baseUrl: 'a text?',
    identity: 'an object with getSnapshot, subscribe?',
    outbox: 'an object?',
    cache: 'an object?',
    tabs: 'an object?',
    drafts: 'an object?',
    budget: 'an object?',
    streams: 'an object?',
    connectivity: 'an object?',
    beaconBuffer: 'an object?',
    unsavedWork: 'an object?',
    incidents: 'an object?',
    circuits: 'an object?',
    sinks: 'a list, or a function?',
    policies: 'a function?',
    reads: 'a function?',
    writes: 'a function?',
    liveWithinMs: 'a number from 0 on?',
    toFailure: 'a function?',
    platform: 'an object with now, monotonic, random, schedule?',
  });
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
  const { toFailure, incidents } = given;
  let disposing: Promise<void> | undefined;
  const isDisposed = (): boolean => !!disposing;
  const runtime = {
    ...{ transport, baseUrl, identity, liveWithinMs, isDisposed, toFailure, platform },
  } as { -readonly [TName in keyof Runtime]: Runtime[TName] };
  const made: unknown[] = [];
  // The part that was made last ends first, because it may need the parts before it.
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
    runtime.sink = fanOut([...make(sinks), ...(incidents ? [incidents.sink] : [])]);
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
    // The app gets no runtime, so it could not end these parts itself.
    void dispose();
    throw error;
  }

  const { cache, drafts, tabs, budget, outbox, streams, sink, unsavedWork } = runtime;
  return {
    run: createRun(runtime) as Holdfast['run'],
    explain: (operation) => explain(operation, runtime),
    newKey: () => uuidV7(platform),
    ...{ identity, connectivity: runtime.connectivity, platform, sink, dispose },
    ...{ cache, drafts, tabs, budget, outbox, streams, unsavedWork, incidents },
    circuits: { ...runtime.circuits, ...given.circuits },
  } as Holdfast & Parts<TOptions>;
}

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
import type { OutboxPort } from '../ports/outbox-port.ts';
import type { ReadCachePort } from '../ports/read-cache-port.ts';
import type { StreamPort } from '../ports/stream-port.ts';
import { fanOut } from '../telemetry/fan-out.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import { explain } from '#explain';
import type { HoldfastOptions, Runtime } from './holdfast-options.ts';
import type { RunOptions } from './run.ts';
import { createRun } from './run-operation.ts';

/** What follows the operation in a call of `run`: one without input is called without one. */
export type RunArguments<TInput> = [TInput] extends [void]
  ? [input?: undefined, options?: RunOptions]
  : [input: TInput, options?: RunOptions];

/** Like `RunArguments`, without options. */
export type InputArguments<TInput> = [TInput] extends [void]
  ? [input?: undefined]
  : [input: TInput];

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
  readonly outbox: OutboxPort | undefined;
  readonly cache: ReadCachePort | undefined;
  readonly drafts: DraftStore | undefined;
  readonly streams: StreamPort | undefined;
  readonly sink: TelemetrySink | undefined;
}

/** Binds ports to a runtime. Starts nothing and owns nothing: the app that made a port disposes of it. */
export function createHoldfast(options: HoldfastOptions): Holdfast {
  const {
    baseUrl = '/',
    identity = createCell<Identity | null>(null),
    liveWithinMs = 1500,
    platform = webPlatform,
    connectivity = createConnectivity({ platform }),
    sinks = [],
  } = options;
  const sink = fanOut(sinks);
  const runtime: Runtime = {
    ...options,
    baseUrl,
    identity,
    connectivity,
    liveWithinMs,
    platform,
    sink,
  };
  const streams = options.streams?.(runtime);

  return {
    run: createRun(runtime, streams) as Holdfast['run'],
    explain: (operation) => explain(operation, { ...options, liveWithinMs }),
    identity,
    connectivity,
    platform,
    budget: options.budget,
    outbox: options.outbox,
    cache: options.cache,
    drafts: options.drafts,
    streams,
    sink,
  };
}

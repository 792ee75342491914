import type { ConnectivityTracker } from '../connectivity/create-connectivity.ts';
import type { Transport } from '../exchange/transport.ts';
import type { Observable } from '../observable/observable.ts';
import type { Platform } from '../platform/platform.ts';
import type { BudgetPort } from '../ports/budget-port.ts';
import type { DraftStore } from '../ports/draft-store.ts';
import type { Identity } from '../ports/identity.ts';
import type { OutboxPort } from '../ports/outbox-port.ts';
import type { ReadCachePort } from '../ports/read-cache-port.ts';
import type { StreamPort } from '../ports/stream-port.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';

/** Runs one attempt after another until one counts. A compiled `pipeline` is one; so is a plain call. */
export type Guard = <T>(
  work: (context: { readonly signal: AbortSignal; readonly attempt: number }) => Promise<T>,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly key?: string | undefined;
    /** What the work can change on the server: with `none` it may be repeated without a key. */
    readonly effect?: 'none' | 'unknown' | undefined;
    readonly incidentId?: string | undefined;
    readonly name?: string | undefined;
    /** Whether limits hold on when the call has ended, for what comes after: the body of an answer. */
    readonly lasting?: boolean | undefined;
  },
) => Promise<T>;

export interface HoldfastOptions {
  readonly transport: Transport;
  /** Where relative paths of operations begin. @default '/' */
  readonly baseUrl?: string;
  /** The user who is signed in. @default always `null`: no user */
  readonly identity?: Observable<Identity | null>;
  /** Needed by writes with `offline: 'queue'`. */
  readonly outbox?: OutboxPort;
  /** Needed by reads with `staleIfErrorMs`. */
  readonly cache?: ReadCachePort;
  /** Handed on to forms; keeps the text of streams. */
  readonly drafts?: DraftStore;
  /** Checks what operations with a `cost` may spend, before they queue or send. @default the server alone */
  readonly budget?: BudgetPort;
  /** Policies around reads. @default one attempt */
  readonly reads?: Guard;
  /** Policies around writes that are not queued; queued ones are tried again by the outbox. @default one attempt */
  readonly writes?: Guard;
  /** Needed by streams: `createStreams` of `@holdfast/http/streams` gives it. */
  readonly streams?: (runtime: Runtime) => StreamPort;
  readonly connectivity?: ConnectivityTracker;
  /** How long a queued write waits for its answer before it says `queued`. @default 1500 */
  readonly liveWithinMs?: number;
  readonly sinks?: readonly TelemetrySink[];
  /** @default webPlatform */
  readonly platform?: Platform;
}

/** The options with every default in place: what the rungs and the ports of the runtime work with. */
export interface Runtime extends Omit<HoldfastOptions, 'streams' | 'sinks'> {
  readonly baseUrl: string;
  readonly identity: Observable<Identity | null>;
  readonly connectivity: ConnectivityTracker;
  readonly liveWithinMs: number;
  readonly platform: Platform;
  readonly sink: TelemetrySink | undefined;
}

import type { ConnectivityTracker } from '../connectivity/create-connectivity.ts';
import type { Transport } from '../exchange/transport.ts';
import type { Naming } from '../failures/naming/as-failure.ts';
import type { Observable } from '../observable/observable.ts';
import type { Platform } from '../platform/platform.ts';
import type { RuntimeBudget } from '../ports/budget-port.ts';
import type { DraftStore } from '../ports/draft-store.ts';
import type { Identity } from '../ports/identity.ts';
import type { RuntimeOutbox } from '../ports/runtime-outbox.ts';
import type { ReadCachePort } from '../ports/read-cache-port.ts';
import type { StreamPort } from '../ports/stream-port.ts';
import type { TabsPort } from '../ports/tabs-port.ts';
import type { UnsavedWork } from '../ports/unsaved-work.ts';
import type { BeaconBuffer } from '../telemetry/beacon-buffer.ts';
import type { CircuitBreaker } from '../policies/circuit/create-circuit-breaker.ts';
import type { IncidentWatch } from '../telemetry/create-incidents.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';

/** Runs attempts until one counts. A `pipeline` is a guard; so is a function that calls its work once. */
export type Guard = <T>(
  work: (context: { readonly signal: AbortSignal; readonly attempt: number }) => Promise<T>,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly key?: string | undefined;
    /** The effect that the work can have on the server: work with `none` may be repeated without a key. */
    readonly effect?: 'none' | 'unknown' | undefined;
    readonly incidentId?: string | undefined;
    readonly name?: string | undefined;
    /** Whether time limits hold on after the call, because the body of the answer is still coming. */
    readonly lasting?: boolean | undefined;
  },
) => Promise<T>;

/** Policies around operations. */
export interface Policies {
  /** Around reads. @default one attempt */
  readonly reads?: Guard | undefined;
  /** Around writes that are not queued; the outbox tries queued ones again. @default one attempt */
  readonly writes?: Guard | undefined;
  /** The circuits in these policies, by the names under which screens ask for them. @default none */
  readonly circuits?: Circuits | undefined;
}

/** Circuits by their names. */
export type Circuits = Readonly<Record<string, CircuitBreaker>>;

/**
 * A part of a runtime, or a factory that `createHoldfast` calls with the runtime. A factory gets transport,
 * identity, clock and everything else that the app gave to `createHoldfast`, and every part that was made before.
 * `holdfast.dispose()` ends a part that a factory made, by the `dispose` of the part if it has one.
 */
export type Part<T> = T | ((runtime: Runtime) => T);

/** The part itself, also where the option is a factory. */
export type Made<TPart> = TPart extends (runtime: Runtime) => infer T ? T : TPart;

/**
 * Every part may be a port, or a factory that is given the runtime: see `Part`. An option that is `undefined` is not
 * given, so `outbox: undefined` after a preset leaves the outbox out.
 */
export interface HoldfastOptions extends Policies {
  readonly transport: Transport;
  /** The base of relative paths of operations. @default '/' */
  readonly baseUrl?: string | undefined;
  /** The user who is signed in. @default always `null`: no user */
  readonly identity?: Observable<Identity | null> | undefined;
  /** Needed by writes with `offline: 'queue'`; without it they fail with `DEFECT`. */
  readonly outbox?: Part<RuntimeOutbox> | undefined;
  /** Needed by reads with `staleIfErrorMs`. */
  readonly cache?: Part<ReadCachePort> | undefined;
  /**
   * Lets one tab read a stream, and all tabs show it. Tells the tabs what other tabs keep of slices. @default each tab
   * reads streams for itself
   */
  readonly tabs?: Part<TabsPort> | undefined;
  /** Keeps drafts of forms and the text of streams. @default the text of a stream lives as long as the page */
  readonly drafts?: Part<DraftStore> | undefined;
  /** Checks what operations with a `cost` may spend, before they queue or send. @default the server alone */
  readonly budget?: Part<RuntimeBudget> | undefined;
  /** Makes the policies for reads and writes that are not given as `reads` and `writes`. */
  readonly policies?: ((runtime: Runtime) => Policies) | undefined;
  /** Needed by streams: `createStreams` of `@holdfast/http/streams` gives it. */
  readonly streams?: Part<StreamPort> | undefined;
  readonly connectivity?: Part<ConnectivityTracker> | undefined;
  /** Keeps reports that a server has not received yet, for a sink that sends them. @default none */
  readonly beaconBuffer?: Part<BeaconBuffer> | undefined;
  /** Knows the work that a reload of this tab would lose. The outbox declares writes there that it could not store. */
  readonly unsavedWork?: Part<UnsavedWork> | undefined;
  /**
   * How long a run of a queued write waits for the answer before its outcome is `queued`, in milliseconds. @default
   * 1500
   */
  readonly liveWithinMs?: number | undefined;
  readonly sinks?: Part<readonly TelemetrySink[]> | undefined;
  /** The troubles of this page, for screens: `createIncidents()`. It hears all events, as a sink. @default none */
  readonly incidents?: IncidentWatch | undefined;
  /**
   * Names errors that are no `Failure`: those of the app's own code, of its libraries, of hooks within the
   * transport. Core's `toFailure` knows many names. @default `DEFECT` or `UNKNOWN`; the cause tells the name and
   * the code of the error
   */
  readonly toFailure?: Naming | undefined;
  /** @default webPlatform */
  readonly platform?: Platform | undefined;
}

/** The options with every default in place and every part made: what the rungs and the ports work with. */
export interface Runtime extends Policies {
  readonly transport: Transport;
  readonly baseUrl: string;
  readonly identity: Observable<Identity | null>;
  readonly liveWithinMs: number;
  readonly platform: Platform;
  readonly connectivity: ConnectivityTracker;
  readonly unsavedWork?: UnsavedWork | undefined;
  readonly beaconBuffer?: BeaconBuffer | undefined;
  readonly toFailure?: Naming | undefined;
  /** All sinks as one, so that a part that tells calls one function. Options of parts take `sinks`. */
  readonly sink: TelemetrySink | undefined;
  /** Whether the app has called `holdfast.dispose()`. From then on nothing is sent. */
  readonly isDisposed: () => boolean;
  readonly cache?: ReadCachePort | undefined;
  readonly drafts?: DraftStore | undefined;
  readonly tabs?: TabsPort | undefined;
  readonly budget?: RuntimeBudget | undefined;
  readonly outbox?: RuntimeOutbox | undefined;
  readonly streams?: StreamPort | undefined;
}

import type { ConnectivityTracker } from '../connectivity/create-connectivity.ts';
import type { Observable } from '../observable/observable.ts';
import type { Platform } from '../platform/platform.ts';
import type { Identity } from '../ports/identity.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import type { HoldfastOptions } from './holdfast-options.ts';

/** The options with every default in place: what the rungs work with. */
export interface Runtime extends HoldfastOptions {
  readonly baseUrl: string;
  readonly identity: Observable<Identity | null>;
  readonly connectivity: ConnectivityTracker;
  readonly liveWithinMs: number;
  readonly platform: Platform;
  readonly sink: TelemetrySink | undefined;
}

/** What a caller may add to one run. */
export interface RunOptions {
  readonly signal?: AbortSignal;
  /** The idempotency key, when the caller has one already: the same key is the same write. */
  readonly key?: string;
}

/** One run, named once: the same trouble has the same id everywhere. */
export interface Run extends Omit<RunOptions, 'key'> {
  /** The caller's, or one minted for the run; none for a read that is free. */
  readonly key: string | undefined;
  readonly incidentId: string;
  readonly requestId: string;
  /** Who was signed in when it was asked for; it is run as nobody else, whoever signs in meanwhile. */
  readonly subject: string | undefined;
}

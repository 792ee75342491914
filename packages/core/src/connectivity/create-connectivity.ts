import { requireOptions } from '#options';
import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import type { Platform } from '../platform/platform.ts';
import { webPlatform } from '../platform/web-platform.ts';
import type { Connectivity, ConnectivityEvidence } from './connectivity.ts';
import { NO_WAYS, nextWays, stateOfDevice, stateOfWay } from './ways-state.ts';
import { originOf } from './web-origin.ts';

/** The state of the device as a whole. It is `online` as long as one origin answers. */
export interface ConnectivityTracker extends Observable<Connectivity> {
  /**
   * Takes in one piece of evidence.
   *
   * @param origin the origin that answered or was silent, or any address on it. @default the page's own origin
   */
  note(evidence: ConnectivityEvidence, origin?: string): void;
  /** The state of one origin. The silence of one origin says nothing about another. */
  of?(origin: string): Connectivity;
}

export interface ConnectivityOptions {
  /** Milliseconds for which the answer of one origin outweighs the silence of another. @default 30_000 */
  readonly freshMs?: number;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'monotonic'>;
}

const MOMENT_MS = 100;

/**
 * Judges from evidence whether the server can be reached; it begins as `unknown`. A runtime notes the end of each
 * send. In a browser also give it to `watchBrowserNetwork`, or use `inBrowser`.
 */
export function createConnectivity(options: ConnectivityOptions = {}): ConnectivityTracker {
  requireOptions('createConnectivity', options, {
    freshMs: 'a number from 0 on?',
    platform: 'an object with monotonic?',
  });
  const { freshMs = 30_000, platform = webPlatform } = options;
  const { getSnapshot, subscribe, set } = createCell<Connectivity>('unknown');
  let known = NO_WAYS;
  let answeredBy: string | undefined;
  let answeredAt = -Infinity;
  return {
    getSnapshot,
    subscribe,
    note(evidence, origin = '') {
      const now = platform.monotonic();
      const isAnswer = evidence === 'answered';
      // The same good news within a moment changes nothing.
      if (isAnswer && origin === answeredBy && now - answeredAt < MOMENT_MS) return;
      answeredBy = isAnswer ? origin : undefined;
      answeredAt = now;
      known = nextWays(known, evidence, originOf(origin), now, freshMs);
      set(stateOfDevice(known));
    },
    of: (origin) => stateOfWay(known, originOf(origin)),
  };
}

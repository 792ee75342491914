import { type Platform, sleep } from '@holdfast/core/parts';

export interface BusyWait {
  readonly busyTimeoutMs: number;
  readonly platform: Pick<Platform, 'schedule' | 'monotonic'>;
  /** Lets other callers go on during a pause. @default other callers wait as well */
  readonly stepAside?: (pause: () => Promise<void>) => Promise<void>;
}

const BUSY = 5;
/** The transaction read before another wrote: waiting cannot help. */
const BUSY_SNAPSHOT = 517;
const LONGEST_PAUSE_MS = 20;

/**
 * Repeats work with short pauses while another process holds the lock that it needs. SQLite's own wait would keep the
 * whole process from answering anything.
 */
export async function waitWhileBusy<T>(
  work: () => T,
  { busyTimeoutMs, platform, stepAside = (pause) => pause() }: BusyWait,
): Promise<T> {
  const endsAt = platform.monotonic() + busyTimeoutMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || platform.monotonic() + pauseMs > endsAt) throw error;
    }
    await stepAside(() => sleep(platform, pauseMs));
  }
}

function isBusy(error: unknown): boolean {
  const { errcode } = Object(error) as { readonly errcode?: unknown };
  return typeof errcode === 'number' && (errcode & 0xff) === BUSY && errcode !== BUSY_SNAPSHOT;
}

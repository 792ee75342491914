import type { Platform } from '@holdfast/core/parts';
import type { StreamLog } from './stream-log.ts';

export interface HeirContext {
  readonly log: StreamLog;
  readonly leaseMs: number;
  readonly platform: Pick<Platform, 'now' | 'monotonic'>;
  /** Whether this process writes the stream. */
  readonly isWriter: (id: string) => boolean;
}

/** Ends the streams whose writers died. */
export interface StreamHeir {
  /** Ends the stream as `server-lost` where the lease of its writer is over. */
  inherit(id: string): Promise<void>;
  /**
   * For one reader that waits: call it as often as you like. It looks as often as a writer has to renew its lease.
   */
  whileWaiting(id: string): () => Promise<void>;
}

export function createStreamHeir({ log, leaseMs, platform, isWriter }: HeirContext): StreamHeir {
  const inherit = async (id: string, at = platform.now()): Promise<void> => {
    // A writer of this process is alive, also after the clock has jumped.
    if (isWriter(id)) return;
    await log.append(id, [{ type: 'interrupted', reason: 'server-lost' }], { as: 'heir', at });
  };
  return {
    inherit: (id) => inherit(id),
    whileWaiting(id) {
      let inheritAt = platform.monotonic() + leaseMs;
      let leaseSeen: number | undefined;
      return async () => {
        if (platform.monotonic() < inheritAt) return;
        inheritAt = platform.monotonic() + leaseMs;
        // A lease that its writer has not renewed for so long is over, even if the clock was set back since.
        const lease = (await log.find(id))?.leaseUntil;
        const isOver = lease !== undefined && lease === leaseSeen;
        leaseSeen = lease;
        await inherit(id, isOver ? Math.max(lease + 1, platform.now()) : undefined);
      };
    },
  };
}

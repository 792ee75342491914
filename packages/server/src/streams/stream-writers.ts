import { type Platform, uuidV7 } from '@holdfast/core/parts';
import { inTime } from '../deadline/in-time.ts';
import type { StreamLog } from './stream-log.ts';
import type { Admission, StreamQuotas } from './stream-quotas.ts';
import type { StartOptions } from './stream-server.ts';
import { type StreamWriter, writeStream } from './write-stream.ts';

export interface WritersContext {
  readonly log: StreamLog;
  readonly quotas: Pick<StreamQuotas, 'admit'>;
  readonly leaseMs: number;
  readonly report: (thrown: unknown, id: string) => void;
  /** Aborted when this server writes no stream any more. */
  readonly stopped: AbortSignal;
  readonly platform: Pick<Platform, 'now' | 'monotonic' | 'randomBytes' | 'schedule'>;
}

export interface Beginning extends Pick<StartOptions, 'owner' | 'generate' | 'admit' | 'ended'> {
  readonly id: string;
  readonly estimateMicros: number | undefined;
  readonly fingerprint: string;
}

/** The streams that this process generates. */
export interface StreamWriters {
  /**
   * Begins to generate, unless there is this stream already. Says whether it did. Of many calls at once with one id, one
   * begins the stream.
   */
  begin(beginning: Beginning): Promise<boolean>;
  has(id: string): boolean;
  /** Ends a stream as `cancelled`, where this process writes it. */
  cancel(id: string): void;
  /** Gives the streams so long to end, and interrupts the rest as `server-stopping`. Resolves when all have ended. */
  drain(graceMs: number): Promise<void>;
}

/** An `admit` or `ended` of the app that takes longer does not end. No reader and no drain waits for it any longer. */
const HOOK_WITHIN_MS = 30_000;

export function createStreamWriters({
  log,
  quotas,
  leaseMs,
  report,
  stopped,
  platform,
}: WritersContext): StreamWriters {
  const writers = new Map<string, StreamWriter>();
  const endings = new Set<Promise<void>>();
  const begins = new Map<string, Promise<boolean>>();

  const begin = async ({
    id,
    owner,
    fingerprint,
    generate,
    estimateMicros,
    admit,
    ended,
  }: Beginning): Promise<boolean> => {
    let admission: Admission;
    try {
      admission = await quotas.admit(owner);
    } catch (error) {
      // A request can always attach to an existing stream, also when the quota is used up.
      if (await log.find(id)) return false;
      throw error;
    }
    const { leave, refuseBytes } = admission;
    try {
      if (admit) {
        if (await log.find(id)) {
          leave();
          return false;
        }
        await inTime(platform, HOOK_WITHIN_MS, (async () => admit({ id }))());
      }
      const writer = uuidV7(platform);
      const leaseUntil = platform.now() + leaseMs;
      const opened = await log.open({ id, owner, fingerprint, writer, leaseUntil });
      if (!opened) {
        leave();
        return false;
      }
      admission.begun();
      const writing = writeStream({
        ...{ log, id, writer, estimateMicros, generate, leaseMs, refuseBytes, platform, report },
      });
      writers.set(id, writing);
      // The server accepted it just before the drain, and no later step would stop it.
      if (stopped.aborted) writing.stop('server-stopping');
      const finish = async (): Promise<void> => {
        await writing.finished;
        writers.delete(id);
        leave();
        try {
          await inTime(platform, HOOK_WITHIN_MS, (async () => ended?.({ id, owner }))());
        } catch (thrown) {
          report(thrown, id);
        }
      };
      const ending = finish().finally(() => endings.delete(ending));
      endings.add(ending);
      return true;
    } catch (error) {
      leave();
      throw error;
    }
  };

  /** Of many starts at once with one key, one begins the stream, and the others attach to it. */
  const beginOnce = async (beginning: Beginning): Promise<boolean> => {
    const { id } = beginning;
    const before = begins.get(id);
    if (before) {
      await before;
      return false;
    }
    const beginningNow = begin(beginning).finally(() => begins.delete(id));
    begins.set(id, beginningNow);
    return beginningNow;
  };

  return {
    begin: beginOnce,
    has: (id) => writers.has(id),
    cancel: (id) => writers.get(id)?.stop('cancelled'),
    async drain(graceMs) {
      const cancelStop = platform.schedule(graceMs, () => {
        for (const writer of writers.values()) writer.stop('server-stopping');
      });
      while (endings.size > 0) await Promise.all(endings);
      cancelStop();
    },
  };
}

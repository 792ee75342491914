import { tell } from '../../observable/tell.ts';
import type { ReadCachePort } from '../../ports/read-cache-port.ts';
import { inTime } from '../../platform/in-time.ts';
import { parseWith } from '../../schema/parse-with.ts';
import { isRefusal } from '../is-refusal.ts';
import { keyOfRead } from './read-key.ts';

// A cache that has not answered by then may never do so, and the run that failed waits for it.
const ANSWER_WITHIN_MS = 10_000;

/**
 * The work of a runtime's cache for one read: see `ReadCachePort.keptRead`. Throws `INPUT_INVALID` for an input that
 * cannot be compared.
 */
export const keptRead: ReadCachePort['keptRead'] = (runtime, operation, parsed, input, run) => {
  const { cache, identity, platform, isDisposed } = runtime;
  const { name, output, staleIfErrorMs: maxAgeMs } = operation;
  const key = keyOfRead(name, parsed, input);
  const owner = run.owner ?? '';
  // A write that takes effect while the answer is on its way is perhaps not in it.
  const askedAt = platform.now();
  if (maxAgeMs === undefined) return undefined;

  const find = async (): Promise<{ readonly value: unknown; readonly at: number } | undefined> => {
    try {
      const kept = await inTime(platform, ANSWER_WITHIN_MS, cache.get(owner, key), () => undefined);
      if (!kept) return undefined;
      const now = platform.now();
      // A clock that was set back must not make an answer come from the future.
      const at = Math.min(kept.storedAt, now);
      const answer = await parseWith(output, kept.value);
      return !(now - at <= maxAgeMs) || !answer.ok ? undefined : { value: answer.value, at };
    } catch {
      // A cached answer that cannot be read or checked counts as missing.
      return undefined;
    }
  };
  const { onKept } = run;
  if (onKept) void find().then((found) => found && tell([onKept], found.value, found.at));
  return {
    async keep(answer) {
      // A store that was closed would open again, and stay open.
      if (isDisposed()) return;
      try {
        // The answer belongs to the user who was signed in when the read was sent. If another user signed in
        // since, keep nothing.
        if (owner !== (identity.getSnapshot()?.subject ?? '')) return;
        await cache.put(owner, key, { value: answer, storedAt: askedAt });
      } catch {
        // A cache that cannot keep is no reason to fail a read that worked.
      }
    },
    async stale(failure) {
      // A user that the server refuses must not see the kept answer.
      const found = isRefusal(failure) ? undefined : await find();
      return found && { kind: 'stale', ...found, failure };
    },
  };
};

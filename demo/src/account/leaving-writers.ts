import type { ReadCachePort } from '@holdfast/core/parts';
import * as z from 'zod/mini';
import type { ForgetOwner } from './forget-owner.ts';

// Rows of the device itself have no owner.
const DEVICE = '';
const KEY = 'fireside.leaving';
/** More writers than sign out of one device while its storage fails. */
const MOST = 20;

const Leaves = z.array(z.object({ owner: z.string(), unsent: z.enum(['keep', 'discard']) }));
type Leave = z.infer<typeof Leaves>[number];

/** The writers who signed out, until the device has deleted what it kept of them. */
export interface LeavingWriters {
  /** Notes that a writer signs out. The next page then finishes what this one cannot. */
  note(owner: string, unsent: Leave['unsent']): Promise<void>;
  /** Deletes what the device keeps of a writer. The note of it goes when that is done. Never rejects. */
  forget(owner: string, unsent: Leave['unsent']): Promise<void>;
  /** The writer is back, and what the device still has is theirs again. */
  isBack(owner: string): Promise<void>;
  /** Deletes what earlier pages could not delete, because they were closed or the storage had trouble. */
  finish(): Promise<void>;
}

export function leavingWriters(
  cache: ReadCachePort,
  platform: { now(): number },
  forgetOwner: ForgetOwner,
): LeavingWriters {
  const noted = async (): Promise<readonly Leave[]> => {
    const kept = await cache.get(DEVICE, KEY).catch(() => undefined);
    return Leaves.safeParse(kept?.value).data ?? [];
  };
  const write = (value: readonly Leave[]): Promise<void> =>
    cache.put(DEVICE, KEY, { value, storedAt: platform.now() }).catch(() => {});
  const forget: LeavingWriters['forget'] = async (owner, unsent) => {
    try {
      await forgetOwner(owner, unsent);
    } catch {
      return;
    }
    const all = await noted();
    const isDone = (one: Leave): boolean =>
      one.owner === owner && (unsent === 'discard' || one.unsent === 'keep');
    if (all.some(isDone)) await write(all.filter((one) => !isDone(one)));
  };
  return {
    forget,
    async note(owner, unsent) {
      const all = await noted();
      // Another tab follows a sign-out and keeps unsent work, which the writer has chosen to discard.
      const isKnown = all.some((one) => one.owner === owner && one.unsent === 'discard');
      const others = all.filter((one) => one.owner !== owner);
      if (!isKnown) await write([...others, { owner, unsent }].slice(-MOST));
    },
    async isBack(owner) {
      const all = await noted();
      if (all.some((one) => one.owner === owner))
        await write(all.filter((one) => one.owner !== owner));
    },
    async finish() {
      // One after another, because each writes the notes anew.
      // oxlint-disable-next-line no-await-in-loop
      for (const { owner, unsent } of await noted()) await forget(owner, unsent);
    },
  };
}

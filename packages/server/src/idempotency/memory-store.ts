import type { Claim } from './claim-state.ts';
import type { FinishedRecord } from './idempotency-state.ts';
import type { HeldKey, IdempotencyStore, ScopedKey } from './idempotency-store.ts';
import { tellApp } from '../logging/web-tell.ts';
import { createKeyLocks, nameOf } from './key-locks.ts';

/**
 * A transaction over plain variables: each change registers how to undo it. An exception of an undo or of a task goes to
 * the console, and the others run all the same.
 */
export interface MemoryTransaction {
  onRollback(undo: () => void): void;
  /** Runs a task when everything is kept, and never when it is undone. */
  onCommit(task: () => void): void;
}

/** For tests and for servers without a database: everything is forgotten with the process. */
export function memoryStore(): IdempotencyStore<MemoryTransaction> {
  const records = new Map<string, FinishedRecord>();
  const claims = new Map<string, { readonly key: ScopedKey; readonly claim: Claim }>();
  const locks = createKeyLocks();
  return {
    withKey: (key, work) =>
      locks.hold(key, async () => {
        const name = nameOf(key);
        const undos: (() => void)[] = [];
        const commits: (() => void)[] = [];
        let finished: FinishedRecord | undefined;
        let claimed: Claim | undefined;
        const held: HeldKey<MemoryTransaction> = {
          record: records.get(name),
          claim: claims.get(name)?.claim,
          countClaims: async () =>
            [...claims.values()].filter((one) => one.key.scope === key.scope).length,
          async attempt(business, keep) {
            const start = undos.length;
            const begun = commits.length;
            const undo = (): void => {
              undoTo(undos, start);
              commits.length = begun;
            };
            try {
              const result = await business({
                onRollback: (step) => undos.push(step),
                onCommit: (task) => commits.push(task),
              });
              if (!keep(result)) undo();
              return result;
            } catch (error) {
              undo();
              throw error;
            }
          },
          async finish(record) {
            finished = record;
          },
          async keepClaim(claim) {
            claimed = claim;
          },
        };
        try {
          const value = await work(held);
          if (finished) {
            records.set(name, finished);
            claims.delete(name);
          } else if (claimed) {
            claims.set(name, { key, claim: claimed });
          }
          for (const task of commits) tellApp(task);
          return value;
        } catch (error) {
          undoTo(undos, 0);
          throw error;
        }
      }),
    newest: async () =>
      records.size === 0
        ? undefined
        : [...records.values()].reduce((last, { finishedAt }) => Math.max(last, finishedAt), 0),
    async prune(finishedBefore, limit) {
      const old = [...records]
        .filter(([, record]) => record.finishedAt < finishedBefore)
        .slice(0, limit);
      for (const [name] of old) records.delete(name);
      return old.length;
    },
    unsettled: async (leaseBefore) =>
      [...claims.values()]
        .filter(({ claim }) => claim.leaseUntil < leaseBefore)
        .map(({ key, claim }) => ({ ...key, ...claim })),
  };
}

function undoTo(undos: (() => void)[], length: number): void {
  while (undos.length > length) tellApp(undos.pop());
}

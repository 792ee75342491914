import type { Change } from '../offline/model/break-code.ts';
import { mutants } from '../offline/model/mutants.ts';

/** A bug, as changes of the outbox. */
export interface Planted {
  readonly name: string;
  readonly changes: readonly Change[];
}

/** A bug of the offline proof. */
const known = (name: string): Planted => {
  const found = mutants.find((mutant) => mutant.name === name);
  if (!found) throw new Error(`The offline proof no longer breaks: ${name}`);
  return { name, changes: [found] };
};

/** Five bugs that real outboxes have had. Scenarios at random have to find each of them. */
export const planted: readonly Planted[] = [
  known('acknowledges when the request succeeds, before the commit'),
  known('deletes an entry before it sends it'),
  known('mints a key for each send'),
  {
    name: 'does not check the epoch',
    changes: [
      {
        file: 'outbox/idb-replay-store.ts',
        from: /if \(seen !== undefined && pulse >= 0 && pulse !== seen\) return undefined;/,
        to: '',
      },
      {
        file: 'outbox/idb-replay-store.ts',
        from: /numberIn\(tx, 'epoch'\),\n(\s*changeAll)/,
        to: 'Promise.resolve(epoch),\n$1',
      },
    ],
  },
  {
    name: 'does not wait for the lock',
    changes: [
      {
        file: 'outbox/take-turn.ts',
        from: /locks\.hold\(lockName, async \(\) => \(isOver \? undefined : begin\(undefined\)\), line\.signal\)/,
        to: '(isOver ? undefined : begin(undefined))',
      },
    ],
  },
];

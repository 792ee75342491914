import { createWorld } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';
import { transactSlices } from './transact-slices.ts';
import type { Transaction } from './transaction.ts';

interface Log {
  readonly log: readonly string[];
}
const NONE: Log = { log: [] };
const NAMES = ['one', 'two', 'three'] as const;
type Name = (typeof NAMES)[number];

/** A transaction: sets, waits and parts. It throws at its end when it fails. */
interface Plan {
  readonly fails: boolean;
  readonly steps: readonly (Name | 'wait' | Plan)[];
}
const { plan } = fc.letrec<{ plan: Plan; step: Name | 'wait' | Plan }>((tie) => ({
  step: fc.oneof({ maxDepth: 3 }, fc.constantFrom<Name | 'wait'>(...NAMES, 'wait'), tie('plan')),
  plan: fc.record({
    fails: fc.boolean(),
    steps: fc.array(tie('step'), { maxLength: 5 }),
  }),
}));

/** The entries that a plan adds to each log when it runs alone; none when it fails. */
function effect({ fails, steps }: Plan, id: string): readonly (readonly [Name, string])[] {
  if (fails) return [];
  return steps.flatMap((step, at): readonly (readonly [Name, string])[] => {
    if (step === 'wait') return [];
    const name = `${id}.${at}`;
    return typeof step === 'string' ? [[step, name]] : effect(step, name);
  });
}

describe('any transactions that run at the same time', () => {
  it('end like transactions one after the other, and each listener sees each transaction whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(plan, { maxLength: 5 }),
        fc.scheduler(),
        async (plans, scheduler) => {
          const { holdfast } = createWorld();
          const stores = Object.fromEntries(
            NAMES.map((name) => [name, createStore(defineSlice(name, NONE)(holdfast))]),
          ) as Record<Name, ReturnType<typeof storeOf>>;
          const now = (): string =>
            JSON.stringify(NAMES.map((name) => stores[name].getState().log));
          const seen: string[] = [];
          for (const name of NAMES) stores[name].subscribe(() => seen.push(now()));
          const committed: number[] = [];

          const perform = async (
            { fails, steps }: Plan,
            id: string,
            transaction: Transaction,
          ): Promise<void> => {
            for (const [at, step] of steps.entries()) {
              if (step === 'wait') await scheduler.schedule(Promise.resolve());
              else if (typeof step === 'string') {
                transaction.set(stores[step], ({ log }) => ({ log: [...log, `${id}.${at}`] }));
              } else {
                const part = transaction.transact((inner) => perform(step, `${id}.${at}`, inner));
                await part.catch(() => {});
              }
            }
            if (fails) throw new Error('fails');
          };
          const all = plans.map((each, at) =>
            transactSlices((transaction) => perform(each, `${at}`, transaction)).then(
              () => committed.push(at),
              () => {},
            ),
          );
          await scheduler.waitFor(Promise.all(all));

          // One after the other, in the order in which they were done.
          const logs: Record<Name, string[]> = { one: [], two: [], three: [] };
          const serial = [JSON.stringify(NAMES.map((name) => logs[name]))];
          for (const at of committed) {
            const added = effect(plans[at] ?? { fails: true, steps: [] }, `${at}`);
            for (const [name, entry] of added) logs[name].push(entry);
            serial.push(JSON.stringify(NAMES.map((name) => logs[name])));
          }
          expect(now()).toBe(serial.at(-1));
          expect(seen.filter((state) => !serial.includes(state))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

const storeOf = () => createStore(defineSlice('any', NONE)(createWorld().holdfast));

import {
  createCell,
  defineWrite,
  type Holdfast,
  type Identity,
  type Outcome,
} from '@holdfast/core';
import { uuidV7 } from '@holdfast/core/parts';
import { createVirtualPlatform, memoryOutbox } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';
import { optimisticLayers } from './optimistic-layers.ts';

interface Log {
  readonly log: readonly string[];
}
const NONE: Log = { log: [] };
const append = defineWrite('append', { request: () => ({ path: 'log' }) });
// The result depends on the order of the changes, and on how often each is applied, so that it shows any mistake of
// the layers.
const slice = defineSlice('log', NONE, { layers: optimisticLayers }).operations({
  append: {
    run: append,
    dedupe: 'parallel',
    optimistic: ({ log }, _, { id }) => ({ log: [...log, id] }),
  },
});

/** A slice whose writes end when the test says so. */
function world() {
  const identity = createCell<Identity | null>({ subject: 'mira' });
  const running = new Map<string, (outcome: Outcome) => void>();
  const run = (_operation: unknown, _input: unknown, { key }: { readonly key: string }) =>
    new Promise<Outcome>((resolve) => running.set(key, resolve));
  const platform = createVirtualPlatform();
  const outbox = memoryOutbox({ identity });
  const newKey = (): string => uuidV7(platform);
  const holdfast = { identity, platform, outbox, run, newKey } as unknown as Holdfast;
  return { store: createStore(slice(holdfast)), running };
}

interface Step {
  readonly do: 'begin' | 'set' | 'succeed' | 'fail';
  readonly which: number;
}
const steps = fc.array(
  fc.record<Step>({
    do: fc.constantFrom('begin', 'set', 'succeed', 'fail'),
    which: fc.nat(5),
  }),
  { maxLength: 25 },
);

describe('any order of writes, answers, refusals and changes of the app', () => {
  it('shows confirmed writes in the order of their confirmation, then writes under way in the order of their beginning', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (program) => {
        const { store, running } = world();
        const confirmed: string[] = [];
        const underWay: string[] = [];
        let count = 0;
        const next = (): string => `${(count += 1)}`;
        for (const step of program) {
          if (step.do === 'begin') {
            const key = next();
            void store.getState().append.run(undefined, { key });
            underWay.push(key);
          } else if (step.do === 'set') {
            const entry = next();
            store.setState(({ log }) => ({ log: [...log, entry] }));
            confirmed.push(entry);
          } else {
            const [key] = underWay.splice(step.which % Math.max(underWay.length, 1), 1);
            if (key === undefined) continue;
            if (step.do === 'succeed') confirmed.push(key);
            running.get(key)?.(
              (step.do === 'succeed'
                ? { kind: 'live', value: undefined }
                : { kind: 'failed', failure: new Error('refused') }) as Outcome,
            );
          }
          await Promise.resolve();
          await new Promise(process.nextTick);
          expect(store.getState().log).toEqual([...confirmed, ...underWay]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

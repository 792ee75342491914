import { expect, it } from 'vitest';
import { createGathering, type Gathering } from './gather-events.ts';
import type { NewEvent } from './new-event.ts';

/** A gathering with a first write that goes on until the test lets it end. */
function busy(): {
  readonly gathering: Gathering;
  readonly written: (readonly NewEvent[])[];
  readonly letGo: PromiseWithResolvers<void>;
} {
  const written: (readonly NewEvent[])[] = [];
  const letGo = Promise.withResolvers<void>();
  const gathering = createGathering(async (events) => {
    written.push(events);
    await letGo.promise;
  });
  void gathering.add({ type: 'usage', micros: 1 }).catch(() => {});
  return { gathering, written, letGo };
}

/** All consequences of earlier calls have happened. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
};

it('lets the generator go on while few events wait, and gathers them for one write', async () => {
  const { gathering, written, letGo } = busy();
  await gathering.add({ type: 'delta', text: 'Once ' });
  await gathering.add({ type: 'delta', text: 'upon' });
  letGo.resolve();
  await gathering.settle();
  expect(written).toEqual([[{ type: 'usage', micros: 1 }], [{ type: 'delta', text: 'Once upon' }]]);
});

it.each<[string, readonly NewEvent[]]>([
  ['text', [{ type: 'delta', text: 'x'.repeat(65_537) }]],
  ['of the app’s own', [{ type: 'picture', bytes: 'x'.repeat(65_537) }]],
  ['in number', Array.from({ length: 1001 }, (): NewEvent => ({ type: 'usage', micros: 1 }))],
])('makes the generator wait while too many events wait: %s', async (_, events) => {
  const { gathering, letGo } = busy();
  let room = false;
  const adding = Promise.all(events.map((event) => gathering.add(event))).then(() => (room = true));
  await settled();
  expect(room).toBe(false);
  letGo.resolve();
  await adding;
});

it('tells the generator that a write has failed, and writes nothing after it', async () => {
  const { gathering, written, letGo } = busy();
  letGo.reject(new Error('no disk'));
  await expect(gathering.settle()).rejects.toThrow('no disk');
  await expect(gathering.add({ type: 'delta', text: 'lost' })).rejects.toThrow('no disk');
  await expect(gathering.settle()).rejects.toThrow('no disk');
  expect(written).toHaveLength(1);
});

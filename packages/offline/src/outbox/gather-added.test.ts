import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { recordOf } from './entry-record.ts';
import { gatherAdded } from './gather-added.ts';
import { entry } from './outbox-stage.contract.ts';

/** Waits until the callers have had their turns; only then is the outbox woken. */
const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

const stored = (id: string, seq: number) => ({ ...recordOf(entry(id), 0), seq });

const stage = () => {
  const platform = createVirtualPlatform();
  const told: string[] = [];
  const counted = { wakes: 0 };
  const doubt = { isThere: false };
  const added = gatherAdded({
    platform,
    acknowledged() {},
    committed: (entries) => told.push(entries.map(({ id }) => id).join('')),
    async known() {
      told.push('known');
    },
    wake: () => (counted.wakes += 1),
    inDoubt: () => doubt.isThere,
    gapMs: () => 250,
  });
  return { platform, told, counted, doubt, added };
};

it('entries that are committed together are told together, and wake the outbox once', async () => {
  const { told, counted, added } = stage();
  await Promise.all([
    added.tell(stored('a', 1)),
    added.tell(undefined),
    added.tell(stored('b', 2)),
  ]);
  expect(told).toEqual(['ab', 'known']);
  await turns();
  expect(counted.wakes).toBe(1);
  await added.tell(stored('c', 3));
  await turns();
  expect(told).toEqual(['ab', 'known', 'c']);
  expect(counted.wakes).toBe(2);
});

it('an acknowledgement does not wait for the wake-up of the outbox, which comes in the same task', async () => {
  const { counted, added } = stage();
  await added.tell(stored('a', 1));
  expect(counted.wakes).toBe(0);
  await turns();
  expect(counted.wakes).toBe(1);
});

it('additions wake the outbox now and then while sends are not answered, the first of them at once', async () => {
  const { platform, counted, doubt, added } = stage();
  await added.tell(stored('a', 1));
  await turns();
  doubt.isThere = true;
  await added.tell(stored('b', 2));
  await turns();
  expect(counted.wakes).toBe(2);
  for (const id of ['c', 'd', 'e']) await added.tell(stored(id, 3));
  await turns();
  expect(counted.wakes).toBe(2);
  await platform.advance(249);
  expect(counted.wakes).toBe(2);
  await platform.advance(1);
  expect(counted.wakes).toBe(3);
  doubt.isThere = false;
  await added.tell(stored('f', 4));
  await turns();
  expect(counted.wakes).toBe(4);
});

it('additions wake the outbox no more once it is disposed', async () => {
  const { platform, counted, doubt, added } = stage();
  doubt.isThere = true;
  await added.tell(stored('a', 1));
  await turns();
  await added.tell(stored('b', 2));
  await turns();
  added.dispose();
  await platform.advance(1_000);
  expect(counted.wakes).toBe(1);
});

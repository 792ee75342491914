import { createCell, type Identity, type Observable } from '@holdfast/core';
import { hasEnded, type EntryEnd, type EntryState } from '@holdfast/core/parts';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { answerOf, entry } from './outbox-stage.contract.ts';
import type { Outbox } from './outbox.ts';

const step = fc.record({
  does: fc.constantFrom(
    'add',
    'follow',
    'answer',
    'answer',
    'cancel',
    'retry',
    'follow',
    'switch',
    'reload',
  ),
  tab: fc.nat(1),
  entry: fc.nat(2),
  status: fc.constantFrom(204, 204, 422, 401, 503),
});

/** The ends that one screen hears. It shows the entry during the whole test. */
function endsOf(state: Observable<EntryState | EntryEnd>): readonly EntryEnd[] {
  const ends: EntryEnd[] = [];
  const hear = (): void => {
    const now = state.getSnapshot();
    if (hasEnded(now)) ends.push(now);
  };
  hear();
  state.subscribe(hear);
  return ends;
}

it('hears each end once in every tab, in any order of answers, cancels, reloads and users', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30, size: 'max' }), async (steps) => {
      const platform = createVirtualPlatform();
      const store = memoryOutboxStore();
      const identity = createCell<Identity | null>({ subject: 'ann' });
      const tabs = memoryTabs();
      const waiting: ((status: number) => void)[] = [];
      const transport = {
        send: () =>
          new Promise<ReturnType<typeof answerOf>>((resolve) => {
            waiting.push((status) => resolve(answerOf(status)));
          }),
      };
      const open = (): Outbox => {
        const { locks, channel } = tabs.open();
        return outboxOn(() => store, { transport, identity, platform, locks, channel });
      };
      const outboxes = [open(), open()];
      await Promise.all(outboxes.map((outbox) => outbox.ready));
      const added = new Set<string>();
      const heard: { id: string; tab: Outbox; ends: readonly EntryEnd[] }[] = [];
      for (const { does, tab, entry: number, status } of steps) {
        const outbox = outboxes[tab];
        if (!outbox) continue;
        const id = `e${number}`;
        if (does === 'add') {
          added.add(id);
          await outbox.add(entry(id, { lane: `lane-${number}` }));
        } else if (does === 'answer') waiting.shift()?.(status);
        else if (does === 'cancel') await outbox.cancel(id).catch(() => {});
        else if (does === 'retry') await outbox.retry(id).catch(() => {});
        else if (does === 'follow') {
          if (added.has(id)) heard.push({ id, tab: outbox, ends: endsOf(outbox.follow(id)) });
        } else if (does === 'switch') {
          identity.set(
            identity.getSnapshot()?.subject === 'ann' ? { subject: 'bob' } : { subject: 'ann' },
          );
        } else {
          await outbox.dispose();
          outboxes[tab] = open();
          await outboxes[tab].ready;
        }
        await platform.advance(50);
      }
      // Ann is signed in again, and the server accepts every entry that is still sent.
      identity.set({ subject: 'ann' });
      for (let turn = 0; turn < 20; turn += 1) {
        await platform.advance(5_000);
        for (const answer of waiting.splice(0)) answer(204);
      }
      for (const { id, tab, ends } of heard) {
        const found = (await store.find([id]))[0]!;
        const end = 'settlement' in found ? [found.settlement.kind] : [];
        const told = ends.map(({ kind }) => kind);
        // A tab that was closed hears nothing more.
        expect(outboxes.includes(tab) ? [end] : [[], end]).toContainEqual(told);
      }
      await Promise.all(outboxes.map((outbox) => outbox.dispose()));
    }),
    { numRuns: 200 },
  );
});

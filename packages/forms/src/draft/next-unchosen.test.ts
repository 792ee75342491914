import type { DraftRecord } from '@holdfast/core/parts';
import { createVirtualPlatform, memoryDrafts } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDraft } from './create-draft.ts';
import type { DeviceDraft } from './draft.ts';

interface Sheet {
  readonly name: string;
}
const record = (name: string, more: Partial<DraftRecord> = {}): DraftRecord => ({
  ...{ owner: 'mira', key: 'character', version: 1, revision: 1, savedAt: 1 },
  ...{ value: { values: { name }, memo: {} }, ...more },
});

const theirs = (draft: DeviceDraft<Sheet>): string | undefined => {
  const view = draft.getSnapshot();
  return view.kind === 'conflict' ? view.theirs.name : undefined;
};

function device() {
  const platform = createVirtualPlatform();
  const store = memoryDrafts();
  const open = async (): Promise<DeviceDraft<Sheet>> => {
    const draft = createDraft<Sheet>({
      ...{ owner: 'mira', key: 'character', version: 1, defaultValues: { name: '' } },
      ...{ store, platform, debounceMs: 100 },
    });
    await draft.load();
    await draft.flush();
    await platform.advance(0);
    return draft;
  };
  return { platform, store, open };
}

describe('a draft with texts that closed tabs left', () => {
  it('shows every text until the user has chosen, and the device keeps them all, whatever the user does', async () => {
    const step = fc.constantFrom('mine', 'theirs', 'reopen', 'leave', 'type');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(step), async (tabs, steps) => {
        const { platform, store, open } = device();
        const texts = Array.from({ length: tabs + 1 }, (_, tab) => `tab ${tab}`);
        await store.save(record('tab 0'));
        for (const [savedAt, name] of texts.entries()) {
          if (savedAt > 0)
            await store.quarantine(record(name, { savedAt: 1 + savedAt }), 'unchosen');
        }
        const choices = Array.from({ length: tabs }, () => 'mine');
        const givenUp: (string | undefined)[] = texts.slice(1);
        let draft = await open();
        const seen = [draft.content().values.name];
        for (const next of [...steps, ...choices]) {
          seen.push(theirs(draft) ?? '');
          const shown = draft.content().values.name;
          if (next === 'mine') await draft.keepMine();
          else if (next === 'theirs') givenUp.push(draft.takeTheirs() && shown);
          else if (next === 'reopen') draft = await open();
          else if (next === 'leave') await draft.leave();
          else draft.change({ name: 'typed over the text that the form shows' });
          await platform.advance(100);
        }
        expect(theirs(draft)).toBeUndefined();
        expect(seen).toEqual(expect.arrayContaining(texts));
        const aside = store.quarantined.map(({ record: { value } }) => value);
        for (const name of givenUp.filter(Boolean)) {
          expect(aside).toContainEqual({ values: { name }, memo: {} });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('shows no text that says the same, that it cannot read, or that a newer app wrote', async () => {
    const { store, open } = device();
    await store.save(record('Ada'));
    const newer = record('Eve', { version: 2, savedAt: 4 });
    const texts = [record('Ada', { savedAt: 2 }), record('', { value: 'text', savedAt: 3 }), newer];
    for (const text of texts) await store.quarantine(text, 'unchosen');
    expect((await open()).getSnapshot()).toMatchObject({ kind: 'restored' });
    expect(store.quarantined.map(({ reason }) => reason)).toEqual(['same', 'invalid', 'unchosen']);
  });

  it('shows the side of a conflict again that a form left before the user had chosen', async () => {
    const { platform, store, open } = device();
    const left = await open();
    await store.save(record('theirs'));
    left.change({ name: 'mine' });
    await left.leave();
    const next = await open();
    expect(next.content().values.name).toBe('theirs');
    expect(theirs(next)).toBe('mine');
    // The page came back before it was gone, and its user goes on there and chooses.
    left.change({ name: 'mine, and on' });
    await left.keepMine();
    await platform.advance(100);
    const last = await open();
    expect(last.content().values.name).toBe('mine, and on');
    expect(theirs(last)).toBeUndefined();
  });

  it('is no more in conflict when the form was sent, and shows the text at the next start', async () => {
    const { store, open } = device();
    await store.save(record('Ada'));
    await store.quarantine(record('Eve', { savedAt: 2 }), 'unchosen');
    const sent = await open();
    await sent.remove();
    sent.begin({ name: '' });
    expect(sent.getSnapshot().kind).toBe('none');
    expect(theirs(await open())).toBe('Eve');
  });
});

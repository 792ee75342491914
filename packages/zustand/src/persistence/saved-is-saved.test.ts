import { Failure } from '@holdfast/core';
import { STORAGE_FAILED, STORAGE_QUOTA } from '@holdfast/core/failures';
import { createVirtualPlatform, memoryDrafts } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { persistSlice } from './persist-slice.ts';

interface Note {
  readonly title: string;
  readonly words: number;
}
type Step =
  | { readonly do: 'change'; readonly part: Partial<Note> }
  | { readonly do: 'fail' | 'work' | 'flush' | 'reload' }
  | { readonly do: 'rest'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('change' as const),
    part: fc.oneof(
      fc.record({ title: fc.string({ maxLength: 3 }) }),
      fc.record({ words: fc.nat(9) }),
    ),
  }),
  fc.record({ do: fc.constantFrom('fail' as const, 'work', 'flush', 'reload') }),
  fc.record({ do: fc.constant('rest' as const), ms: fc.constantFrom(0, 100, 400) }),
);

describe('a change that the status calls saved', () => {
  it('is there after a reload, however often the storage failed before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const platform = createVirtualPlatform();
        const drafts = memoryDrafts();
        const open = () => {
          const note = createStore<Note>()(() => ({ title: '', words: 0 }));
          const part = persistSlice<Note>({ store: drafts, platform });
          const { status } = part.attach({ name: 'note', ...note });
          return { note, status: status.getSnapshot };
        };
        /** The changes that the status showed to the user as saved. */
        let saved: Note = { title: '', words: 0 };
        let page = open();
        const look = (): void => {
          const { kind, isUnsaved } = page.status();
          if (kind === 'ready' && !isUnsaved) saved = page.note.getState();
        };
        for (const each of steps) {
          if (each.do === 'change') page.note.setState(each.part);
          if (each.do === 'fail') drafts.fail(new Failure(STORAGE_QUOTA));
          if (each.do === 'work') drafts.fail(undefined);
          if (each.do === 'flush') await page.status().flush();
          if (each.do === 'rest') await platform.advance(each.ms);
          look();
          if (each.do !== 'reload') continue;
          // The timers of the earlier page end with it.
          platform.loseTimers();
          page = open();
          drafts.fail(undefined);
          await page.status().flush();
          await page.status().flush();
          expect(page.note.getState()).toEqual(saved);
        }
        drafts.fail(undefined);
        await page.status().flush();
        await page.status().flush();
        expect(page.status()).toMatchObject({ kind: 'ready', isUnsaved: false });
        const last = open();
        await last.status().flush();
        expect(last.note.getState()).toEqual(page.note.getState());
      }),
      { numRuns: 150 },
    );
  });

  it('is never announced before the store has it', async () => {
    const drafts = memoryDrafts();
    let commit!: () => void;
    const slow = {
      ...drafts,
      save: async (record: Parameters<typeof drafts.save>[0]) => {
        await new Promise<void>((resolve) => {
          commit = resolve;
        });
        return drafts.save(record);
      },
    };
    const platform = createVirtualPlatform();
    const note = createStore<Note>()(() => ({ title: '', words: 0 }));
    const { status } = persistSlice<Note>({ store: slow, platform }).attach({
      name: 'note',
      ...note,
    });
    note.setState({ words: 1 });
    await platform.advance(1000);
    note.setState({ words: 2 });
    expect(status.getSnapshot().isUnsaved).toBe(true);
    commit();
    await platform.advance(0);
    // The second change came while the first was written.
    expect(status.getSnapshot().isUnsaved).toBe(true);
    await platform.advance(1000);
    commit();
    await platform.advance(0);
    expect(status.getSnapshot()).toMatchObject({ kind: 'ready', isUnsaved: false });
    expect(drafts.peek('', 'note')?.value).toMatchObject({ values: { words: 2 } });
  });

  it('is shown as unsaved again when the storage rejects with an error of its own', async () => {
    const failing = { ...memoryDrafts(), save: () => Promise.reject(new TypeError('no disk')) };
    const note = createStore<Note>()(() => ({ title: '', words: 0 }));
    const part = persistSlice<Note>({ store: failing, platform: createVirtualPlatform() });
    const { status } = part.attach({ name: 'note', ...note });
    note.setState({ words: 1 });
    await status.getSnapshot().flush();
    expect(status.getSnapshot()).toMatchObject({
      ...{ kind: 'unavailable', isUnsaved: true },
      failure: { code: STORAGE_FAILED.code },
    });
  });
});

import { isFailure, type Holdfast } from '@holdfast/core';
import { inTurn, type DraftRecord, type DraftStore } from '@holdfast/core/parts';

/** The name of the draft in which the form of a chapter keeps what its writer wishes. */
export const wishDraft = (chapterId: string): string => `wish:${chapterId}`;

/** The version of the values of that form. */
export const WISH_VERSION = 1;

interface KeptWishes {
  /** Keeps a wish for the form of a chapter, until a generator tells it. */
  keep(chapterId: string, prompt: string): void;
  /** Forgets a wish after its take has begun, unless the writer has changed it since. */
  forget(chapterId: string, prompt: string): void;
}

const promptOf = ({ value }: DraftRecord): unknown =>
  (value as { readonly values?: { readonly prompt?: unknown } } | undefined)?.values?.prompt;

const load = (store: DraftStore, owner: string, key: string): Promise<DraftRecord | undefined> =>
  store.load(owner, key).catch((error: unknown) => {
    // It has been moved aside.
    if (isFailure(error, 'STORAGE_CORRUPT')) return undefined;
    throw error;
  });

/** Keeps the wishes that no generator has begun to tell, as drafts: a reload finds them in their forms. */
export function createKeptWishes({
  drafts,
  identity,
  platform,
}: Pick<Holdfast, 'drafts' | 'identity' | 'platform'>): KeptWishes {
  const oneByOne = inTurn();
  /** One after another, so that no wish is forgotten before it is kept. */
  const withDrafts = (work: (store: DraftStore, owner: string) => Promise<unknown>): void => {
    const owner = identity.getSnapshot()?.subject;
    if (!drafts || owner === undefined) return;
    // The frame tells that nothing is kept on this device.
    oneByOne(() => work(drafts, owner)).catch(() => {});
  };

  return {
    keep(chapterId, prompt) {
      if (prompt === '') return;
      withDrafts(async (store, owner) => {
        const key = wishDraft(chapterId);
        const known = await load(store, owner, key);
        const record = (revision: number): DraftRecord => ({
          ...{ owner, key, version: WISH_VERSION, revision, savedAt: platform.now() },
          value: { values: { prompt }, memo: {} },
        });
        const saved = await store.save(record((known?.revision ?? 0) + 1));
        // The form that the wish comes from may have saved it just now.
        if (saved.kind === 'conflict') await store.save(record(saved.theirs.revision + 1));
      });
    },
    forget(chapterId, prompt) {
      withDrafts(async (store, owner) => {
        const key = wishDraft(chapterId);
        const known = await load(store, owner, key);
        if (known && promptOf(known) === prompt) await store.remove(owner, key, known.revision);
      });
    },
  };
}

import type { DraftStore } from '@holdfast/core/parts';

/** For a form that keeps no draft. */
export const NO_DRAFT_STORE: DraftStore = {
  load: () => Promise.resolve(undefined),
  save: () => Promise.resolve({ kind: 'saved' }),
  remove: () => Promise.resolve(),
  quarantine: () => Promise.resolve(),
};

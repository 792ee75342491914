import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { spoilt } from '../database/spoilt-row.contract.ts';
import { judgeSave, mayRemove } from './draft-revision.ts';
import { draft } from './draft-store.contract.ts';
import { parseDraft } from './parse-draft.ts';

// Ten thousand rows take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

it('a draft that this code wrote is read as it was written', () => {
  for (const row of [draft(), draft({ lost: ['/file'] }), draft({ value: undefined })]) {
    expect(parseDraft(row)).toBe(row);
  }
});

it('a draft is read only when the next save can follow it and a removal can name it, whatever the row holds', () => {
  fc.assert(
    fc.property(fc.oneof(spoilt(draft({ lost: ['/file'] })), fc.anything()), (row) => {
      const parsed = parseDraft(row);
      if (!parsed) return;
      const { revision } = parsed;
      expect(judgeSave(parsed, draft({ revision: revision + 1 })).kind).toBe('saved');
      expect(mayRemove(parsed, revision)).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});

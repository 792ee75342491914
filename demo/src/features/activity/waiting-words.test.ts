import type { EntryView } from '@holdfast/core';
import { expect, it } from 'vitest';
import { waitingWords } from './waiting-words.ts';

const queued: EntryView = {
  ...{ id: 'e', owner: 'm', lane: 'l', operation: 'o', version: 1, input: {}, invalidates: [] },
  ...{ incidentId: 'i', seq: 1, createdAt: 0, sends: 0, state: { kind: 'queued' } },
};

it('does not say that it is the turn of what waits behind something that needs the writer', () => {
  expect(waitingWords(queued, 'online', true)).toBe('waiting for something before it');
  expect(waitingWords(queued, 'online', false)).toBe('waiting for its turn');
  expect(waitingWords({ ...queued, state: { kind: 'sending' } }, 'online', true)).toBe(
    'being sent now',
  );
});

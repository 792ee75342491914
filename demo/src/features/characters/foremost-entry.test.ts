import { Failure, type EntryView } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { EntryState } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { foremost } from './foremost-entry.ts';

const entry = (operation: string, state: EntryState): EntryView => ({
  ...{ id: `${operation} ${state.kind}`, owner: 'm', lane: 'l', operation, version: 1, input: {} },
  ...{ invalidates: [], incidentId: 'i', seq: 1, createdAt: 0, sends: 0, state },
});
const failure = new Failure(catalogue.OFFLINE);
const queued: EntryState = { kind: 'queued' };
const waiting: EntryState = { kind: 'waiting', failure, dueAt: 0 };
const dead: EntryState = { kind: 'dead', failure };

it.each([
  ['a character that waits comes before its portrait that waits', 'waiting', 'waiting'],
  ['a character that is queued comes before its portrait that waits', 'queued', 'waiting'],
  ['a character that is sent comes before its portrait that is drawn', 'sending', 'sending'],
] as const)('%s', (_, save, portrait) => {
  const states = { queued, waiting, sending: { kind: 'sending' } as EntryState };
  const entries = [entry('portrait.draw', states[portrait]), entry('character.save', states[save])];
  expect(foremost(entries)?.operation).toBe('character.save');
});

it('a portrait that needs the writer comes before a character that waits', () => {
  const entries = [entry('character.save', waiting), entry('portrait.draw', dead)];
  expect(foremost(entries)?.operation).toBe('portrait.draw');
});

it('a portrait comes first when nothing else is on its way', () => {
  expect(foremost([entry('portrait.draw', waiting)])?.operation).toBe('portrait.draw');
  expect(foremost([])).toBeUndefined();
});

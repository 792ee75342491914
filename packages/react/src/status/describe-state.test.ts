import { Failure, type OperationState } from '@holdfast/core';
import type { EntryState } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { describeEntry, describeState } from './describe-state.ts';
import { describeFailure } from './failure-words.ts';
import { relativeAge } from './relative-age.ts';
import { statusWords, type StatusFacts } from './status-words.ts';

const NOW = 1_000_000_000;
const MINUTE = 60_000;
const failure = new Failure(catalogue.NETWORK_FAILED);

const states: readonly [OperationState, string][] = [
  [{ kind: 'idle' }, ''],
  [{ kind: 'running', since: NOW }, 'Working…'],
  [{ kind: 'live', value: 1, at: NOW }, 'Up to date'],
  [
    { kind: 'stale', value: 1, at: NOW - 4 * MINUTE, failure },
    'As of 4 minutes ago. The server cannot be reached.',
  ],
  [
    { kind: 'fallback', value: 1, failure },
    'Shown in place of the real thing. The server cannot be reached.',
  ],
  [{ kind: 'queued', entryId: 'e', since: NOW }, 'Saved on this device, waiting to send'],
  [
    { kind: 'blocked', entryId: 'e', reason: 'auth', failure: undefined },
    'Saved on this device. Sign in to send it.',
  ],
  [{ kind: 'failed', failure }, 'Not done. The server cannot be reached.'],
  [
    { kind: 'failed', failure, entryId: 'e' },
    'Kept on this device, not sent. The server cannot be reached.',
  ],
  [{ kind: 'streaming', text: 'Once', since: NOW }, 'Writing…'],
  [
    { kind: 'interrupted', text: 'Once', resumable: true, resuming: false, failure },
    'Stopped here; the text is kept. The server cannot be reached.',
  ],
  [
    { kind: 'interrupted', text: 'Once', resumable: true, resuming: true, failure },
    'Stopped here, going on by itself. The server cannot be reached.',
  ],
];
const entries: readonly [EntryState, string][] = [
  [{ kind: 'queued' }, 'Saved on this device, waiting to send'],
  [{ kind: 'sending' }, 'Saved on this device, sending now'],
  [
    { kind: 'waiting', dueAt: NOW + 2 * MINUTE, failure },
    'Saved on this device, tried again in 2 minutes. The server cannot be reached.',
  ],
  [
    { kind: 'waiting', dueAt: NOW - MINUTE, failure },
    'Saved on this device, tried again now. The server cannot be reached.',
  ],
  [
    { kind: 'blocked', reason: 'conflict', failure },
    'Saved on this device. Somebody else changed the same thing.',
  ],
  [{ kind: 'dead', failure }, 'Kept on this device, not sent. The server cannot be reached.'],
];

const isEntry = (state: OperationState | EntryState): state is EntryState =>
  state.kind === 'sending' || state.kind === 'waiting';

describe('the words for a state', () => {
  it.each(states)('%j', (state, expected) => {
    expect(describeState(state, NOW)).toBe(expected);
  });

  it.each(entries)('of an entry: %j', (state, expected) => {
    expect(describeEntry({ state }, NOW)).toBe(expected);
  });

  it('never call a write safe that this device could not store', () => {
    const told = describeEntry({ state: { kind: 'sending' }, kept: false }, NOW);
    expect(told).toMatch(/not saved on this device/i);
  });

  it('can be replaced one by one', () => {
    const words = { queued: 'Saved on this device. It sends when Fireside is open.' };
    expect(describeState({ kind: 'queued', entryId: 'e', since: NOW }, NOW, words)).toBe(
      words.queued,
    );
    expect(describeState({ kind: 'running', since: NOW }, NOW, words)).toBe('Working…');
  });

  it('can be in another language, ages included', () => {
    const words = {
      locale: 'de',
      stale: ({ age }: { readonly age: string }) => `Stand: ${age}`,
    };
    const state: OperationState = { kind: 'stale', value: 1, at: NOW - 4 * MINUTE, failure };
    expect(describeState(state, NOW, words)).toBe('Stand: vor 4 Minuten');
  });

  it.each<[OperationState | EntryState, Partial<StatusFacts>]>([
    [{ kind: 'idle' }, {}],
    [{ kind: 'running', since: NOW - 4 * MINUTE }, { age: '4 minutes ago' }],
    [{ kind: 'live', value: 1, at: NOW - 2 * MINUTE }, { age: '2 minutes ago' }],
    [{ kind: 'queued', entryId: 'e', since: NOW - MINUTE }, { age: '1 minute ago' }],
    [
      { kind: 'stale', value: 1, at: NOW - 4 * MINUTE, failure },
      { age: '4 minutes ago', failure: 'The server cannot be reached.' },
    ],
    [
      { kind: 'blocked', entryId: 'e', reason: 'auth', failure },
      { reason: statusWords.reasons.auth, failure: 'The server cannot be reached.' },
    ],
    [{ kind: 'streaming', text: 'Once', since: NOW - MINUTE }, { age: '1 minute ago' }],
    [{ kind: 'sending' }, {}],
    [
      { kind: 'waiting', dueAt: NOW + 2 * MINUTE, failure },
      { due: 'in 2 minutes', failure: 'The server cannot be reached.' },
    ],
  ])('can be made of what is known of it, and of nothing else: %j', (state, known) => {
    let facts: StatusFacts | undefined;
    const words = {
      [state.kind]: (told: StatusFacts) => {
        facts = told;
        return ' My own word. ';
      },
    };
    const told = isEntry(state)
      ? describeEntry({ state }, NOW, words)
      : describeState(state, NOW, words);
    expect(told).toBe('My own word.');
    expect(facts).toEqual({ age: '', due: '', failure: '', reason: '', ...known });
  });

  it('have a sentence for every failure that has words of its own or of its family', () => {
    for (const kind of Object.values(catalogue)) {
      expect(describeFailure(new Failure(kind))).toMatch(/^[A-Z].*\.$/);
    }
    expect(describeFailure({ code: 'STORAGE_UNAVAILABLE', family: 'storage' })).toContain(
      'browser',
    );
    expect(
      describeFailure({ code: 'STORAGE_UNAVAILABLE', family: 'storage', status: 507 }),
    ).toContain('server');
    expect(describeFailure({ code: 'STORY_REFUSED', family: 'story' })).toBe(
      statusWords.failures.other,
    );
  });

  it('lay no trouble of a server on the device, nor leave it unnamed', () => {
    const told = Object.values(catalogue).filter(({ status = 0 }) => status >= 500);
    expect(told.length).toBeGreaterThan(10);
    for (const kind of told) {
      expect(`${kind.code}: ${describeFailure(new Failure(kind))}`).toMatch(
        /: The server|: This network/,
      );
    }
  });
});

describe('an age', () => {
  it.each([
    [0, 'now'],
    [-59_000, 'now'],
    [-MINUTE, '1 minute ago'],
    [-90 * MINUTE, '1 hour ago'],
    [-49 * 60 * MINUTE, '2 days ago'],
    [30 * MINUTE, 'in 30 minutes'],
  ])('of %d ms is %s', (distance, expected) => {
    expect(relativeAge(NOW + distance, NOW)).toBe(expected);
  });
});

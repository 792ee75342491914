import { Failure, type OperationState } from '@holdfast/core';
import type { EntryState } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { reasonWords } from '@holdfast/core/messages';
import { de } from '@holdfast/core/messages/de';
import { describe, expect, it } from 'vitest';
import { describeEntry, describeState } from './describe-state.ts';
import { relativeAge } from './relative-age.ts';

type Facts = Readonly<Record<'age' | 'due' | 'failure' | 'reason', string>>;
const NOW = 1_000_000_000;
const MINUTE = 60_000;
const failure = new Failure(catalogue.NETWORK_FAILED);

const described: readonly [OperationState, string][] = [
  [{ kind: 'idle' }, ''],
  [{ kind: 'running', since: NOW }, 'Working…'],
  [
    { kind: 'running', value: 1, at: NOW - 4 * MINUTE, since: NOW },
    'Last updated 4 minutes ago, asking the server…',
  ],
  [{ kind: 'live', value: 1, at: NOW }, 'Up to date'],
  [
    { kind: 'stale', value: 1, at: NOW - 4 * MINUTE, failure },
    'Last updated 4 minutes ago. The server cannot be reached.',
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
    'Saved on this device, next try in 2 minutes. The server cannot be reached.',
  ],
  [
    { kind: 'waiting', dueAt: NOW - MINUTE, failure },
    'Saved on this device, next try now. The server cannot be reached.',
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
  it.each(described)('%j', (state, expected) => {
    expect(describeState(state, NOW)).toBe(expected);
  });

  it.each(entries)('of an entry: %j', (state, expected) => {
    expect(describeEntry({ state }, NOW)).toBe(expected);
  });

  it('never say that a write is safe when this device could not store it', () => {
    const told = describeEntry({ state: { kind: 'sending' }, kept: false }, NOW);
    expect(told).toMatch(/not saved on this device/i);
  });

  it('can be replaced one by one', () => {
    const states = { queued: 'Saved on this device. It sends when Fireside is open.' };
    const queued: OperationState = { kind: 'queued', entryId: 'e', since: NOW };
    expect(describeState(queued, NOW, { states })).toBe(states.queued);
    expect(describeState({ kind: 'running', since: NOW }, NOW, { states })).toBe('Working…');
    const failures = { network: 'Fireside is away.' };
    expect(describeState({ kind: 'failed', failure }, NOW, { failures })).toBe(
      'Not done. Fireside is away.',
    );
  });

  it('can be in another language, with the ages', () => {
    const state: OperationState = { kind: 'stale', value: 1, at: NOW - 4 * MINUTE, failure };
    expect(describeState(state, NOW, de)).toBe(
      'Zuletzt aktualisiert vor 4 Minuten. Der Server ist nicht zu erreichen.',
    );
    const blocked: EntryState = { kind: 'blocked', reason: 'auth', failure: undefined };
    expect(describeEntry({ state: blocked }, NOW, de)).toBe(
      'Auf diesem Gerät gespeichert. Zum Senden bitte anmelden.',
    );
  });

  it.each<[OperationState | EntryState, Partial<Facts>]>([
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
      { reason: reasonWords.auth, failure: 'The server cannot be reached.' },
    ],
    [{ kind: 'streaming', text: 'Once', since: NOW - MINUTE }, { age: '1 minute ago' }],
    [{ kind: 'sending' }, {}],
    [
      { kind: 'waiting', dueAt: NOW + 2 * MINUTE, failure },
      { due: 'in 2 minutes', failure: 'The server cannot be reached.' },
    ],
  ])('can be made of the known facts, and of no other facts: %j', (state, known) => {
    const states = { [state.kind]: ' {age}|{due}|{failure}|{reason}|{other} ' };
    const told = isEntry(state)
      ? describeEntry({ state }, NOW, { states })
      : describeState(state, NOW, { states });
    const { age = '', due = '', failure: why = '', reason = '' } = known;
    expect(told).toBe([age, due, why, reason, ''].join('|'));
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
    expect(relativeAge(NOW + distance, NOW, 'en')).toBe(expected);
  });
});

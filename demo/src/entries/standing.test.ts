import { Failure, type EntryView } from '@holdfast/core';
import type { EntryState } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { CHARACTER_UNKNOWN } from '../../contract/failures.ts';
import { isStuck } from './is-stuck.ts';
import { standingOf, type Standing } from './standing.ts';

const entryIn = (state: EntryState): EntryView => ({
  ...{ id: 'e', owner: 'm', lane: 'l', operation: 'o', version: 1, input: {}, invalidates: [] },
  ...{ incidentId: 'i', seq: 1, createdAt: 0, sends: 0, state },
});
const lost = new Failure(catalogue.NETWORK_FAILED);
const offline = { connectivity: 'offline', sendsInBackground: false } as const;

describe('the words about a waiting change', () => {
  it.each<[EntryState, Partial<Standing>]>([
    [
      { kind: 'queued' },
      {
        tone: 'queued',
        title: 'Saved on this device',
        text: 'It sends when Fireside is open.',
        remedies: [],
      },
    ],
    [{ kind: 'sending' }, { tone: 'recovering', title: 'Sending now', remedies: [] }],
    [
      { kind: 'waiting', dueAt: 9, failure: lost },
      {
        tone: 'queued',
        title: 'Saved on this device',
        text: 'Fireside cannot be reached. It sends when Fireside is open.',
        remedies: ['try-now'],
      },
    ],
    [
      {
        kind: 'waiting',
        dueAt: 9,
        failure: new Failure(catalogue.RATE_LIMITED, { retryAfterMs: 9000 }),
      },
      { text: 'You did that too often in a short time. It sends when Fireside is open.' },
    ],
    [
      { kind: 'blocked', reason: 'auth', failure: undefined },
      { tone: 'blocked', title: 'Needs you', remedies: ['sign-in'] },
    ],
    [
      { kind: 'blocked', reason: 'conflict', failure: undefined },
      {
        title: 'Needs you',
        text: 'It was changed somewhere else in the meantime. Both are kept.',
        remedies: ['compare'],
      },
    ],
    [
      { kind: 'blocked', reason: 'uncertain', failure: undefined },
      { tone: 'blocked', title: 'Needs you', remedies: ['try-again', 'discard'] },
    ],
    [
      {
        kind: 'blocked',
        reason: 'quota',
        failure: new Failure(catalogue.ACCOUNT_FULL, {
          details: { what: 'notes-per-character', limit: 1000 },
        }),
      },
      {
        title: 'Needs you',
        text: 'A character can have 1,000 notes, and this one has that many. What you wrote stays on this device.',
        remedies: ['try-again', 'discard'],
      },
    ],
    [
      { kind: 'blocked', reason: 'quota', failure: undefined },
      { text: 'You have reached a limit. What you wrote stays on this device.' },
    ],
    [
      { kind: 'dead', failure: new Failure(catalogue.NOT_FOUND) },
      { tone: 'failed', title: 'Not sent', remedies: ['try-again', 'discard'] },
    ],
    [
      { kind: 'dead', failure: new Failure(CHARACTER_UNKNOWN) },
      {
        title: 'Not sent',
        text: 'Fireside does not have the character that this is about. It is still on this device.',
      },
    ],
  ])('%j', (state, expected) => {
    expect(standingOf(entryIn(state), offline)).toMatchObject(expected);
  });

  it('promises the background only where the browser can send there', () => {
    const background = { connectivity: 'offline', sendsInBackground: true } as const;
    expect(standingOf(entryIn({ kind: 'queued' }), background).text).toBe(
      'It sends by itself when there is a connection, even when Fireside is closed.',
    );
  });

  it('says about an entry only what is true of its lane', () => {
    const first = entryIn({ kind: 'dead', failure: lost });
    const second: EntryView = { ...entryIn({ kind: 'queued' }), id: 'f', seq: 2 };
    expect(isStuck(second, [first, second])).toBe(true);
    expect(isStuck(first, [first, second])).toBe(false);
    expect(isStuck({ ...second, lane: 'other' }, [first])).toBe(false);
    expect(isStuck(second, [entryIn({ kind: 'sending' })])).toBe(false);
    const stuck = { connectivity: 'online', sendsInBackground: true, isStuck: true } as const;
    expect(standingOf(second, stuck)).toMatchObject({
      title: 'Saved on this device',
      text: 'Something before it needs you first.',
    });
  });

  it.each<EntryState>([{ kind: 'queued' }, { kind: 'sending' }])(
    'never says that a device keeps what it could not store: %j',
    (state) => {
      expect(standingOf({ ...entryIn(state), kept: false }, offline)).toMatchObject({
        title: 'Not saved on this device',
        text: 'It is on its way to Fireside. Keep the page open until it has arrived.',
        remedies: [],
      });
    },
  );
});

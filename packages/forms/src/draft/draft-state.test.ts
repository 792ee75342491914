import { Failure } from '@holdfast/core';
import { isEqual } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dueWrite,
  initialDraft,
  nextDraft,
  type DraftContent,
  type DraftEvent,
  type DraftState,
  type StoredDraft,
} from './draft-state.ts';
import { viewOfDraft, type DraftView } from './draft-view.ts';

const content = (name: string): DraftContent<string> => ({ values: name, memo: {} });
const stored = (name: string, revision = 1): StoredDraft<string> => ({
  revision,
  savedAt: 100 + revision,
  content: content(name),
});
const failure = new Failure(catalogue.STORAGE_QUOTA);
const blank = initialDraft(content(''));
const walk = (...events: readonly DraftEvent<string>[]): DraftState<string> =>
  events.reduce((state, event) => nextDraft(state, event, isEqual), blank);
const typed = (name: string): DraftEvent<string> => ({ type: 'changed', content: content(name) });
const found = (name: string, revision?: number): DraftEvent<string> => ({
  type: 'found',
  stored: stored(name, revision),
});
const nothing: DraftEvent<string> = { type: 'found-nothing' };
const failed: DraftEvent<string> = { type: 'storage-failed', failure };
const overtaken: DraftEvent<string> = { type: 'overtaken', theirs: stored('theirs', 2) };
const setAside: DraftEvent<string> = { type: 'set-aside', reason: 'invalid' };
const newer: DraftEvent<string> = { type: 'found-newer', storedVersion: 9 };

describe('a draft', () => {
  it.each<[string, readonly DraftEvent<string>[], DraftView<string>, string | undefined]>([
    ['is nothing at first', [], { kind: 'none' }, undefined],
    ['is not written before the store was read', [typed('a')], { kind: 'saving' }, undefined],
    [
      'is written once it is known that nothing is there',
      [typed('a'), nothing],
      { kind: 'saving' },
      'a',
    ],
    ['is saved only when it is stored', [nothing, typed('a')], { kind: 'saving' }, 'a'],
    ['is restored', [found('kept')], { kind: 'restored', savedAt: 101 }, undefined],
    [
      'is saving again when it is changed',
      [found('kept'), typed('a')],
      { kind: 'saving', savedAt: 101 },
      'a',
    ],
    [
      'is a conflict when something was typed before the stored draft was read',
      [typed('a'), found('kept')],
      { kind: 'conflict', theirs: 'kept', savedAt: 101 },
      undefined,
    ],
    [
      'is no conflict when both say the same',
      [typed('kept'), found('kept')],
      { kind: 'restored', savedAt: 101 },
      undefined,
    ],
    [
      'is a conflict when another tab stored something else',
      [found('kept'), typed('a'), overtaken],
      { kind: 'conflict', theirs: 'theirs', savedAt: 102 },
      undefined,
    ],
    [
      'takes it over when another tab stored the same',
      [found('kept'), typed('theirs'), overtaken],
      { kind: 'restored', savedAt: 102 },
      undefined,
    ],
    [
      'is not written while it is a conflict',
      [found('kept'), typed('a'), overtaken, typed('b')],
      { kind: 'conflict', theirs: 'theirs', savedAt: 102 },
      undefined,
    ],
    [
      'is written over theirs when mine is kept',
      [found('kept'), typed('a'), overtaken, { type: 'kept-mine' }],
      { kind: 'saving', savedAt: 101 },
      'a',
    ],
    [
      'is theirs when theirs is taken',
      [found('kept'), typed('a'), overtaken, { type: 'took-theirs' }],
      { kind: 'restored', savedAt: 102 },
      undefined,
    ],
    [
      'is over when another tab removed it',
      [found('kept'), { type: 'ended' }],
      { kind: 'ended', hasMore: false },
      undefined,
    ],
    [
      'is over when another tab removed it, and values typed since are stored anew',
      [found('kept'), typed('a'), { type: 'ended' }],
      { kind: 'ended', hasMore: true },
      'a',
    ],
    [
      'is only mine when the other tab sent its side of a conflict',
      [found('kept'), typed('a'), overtaken, { type: 'ended' }],
      { kind: 'ended', hasMore: true },
      'a',
    ],
    [
      'goes on when it is over and the user keeps mine',
      [found('kept'), { type: 'ended' }, { type: 'kept-mine' }],
      { kind: 'saving' },
      'kept',
    ],
    [
      'is not over when the other tab removed a draft that this one never showed',
      [nothing, typed('a'), { type: 'ended' }],
      { kind: 'saving' },
      'a',
    ],
    ['tells of a quarantine', [setAside], { kind: 'quarantined', reason: 'invalid' }, undefined],
    [
      'is written beside what is in quarantine',
      [setAside, typed('a')],
      { kind: 'quarantined', reason: 'invalid' },
      'a',
    ],
    [
      'of a newer version is never written',
      [newer, typed('a')],
      { kind: 'read-only', storedVersion: 9 },
      undefined,
    ],
    [
      'tells at once when nothing can be stored',
      [failed],
      { kind: 'unavailable', failure },
      undefined,
    ],
    [
      'is not written while it was never read',
      [failed, typed('a')],
      { kind: 'unavailable', failure },
      undefined,
    ],
    [
      'is tried again after a write that failed',
      [nothing, typed('a'), failed],
      { kind: 'unavailable', failure },
      'a',
    ],
    [
      'is saved after a write that worked',
      [nothing, typed('a'), failed, typed('b'), { type: 'stored', stored: stored('b') }],
      { kind: 'saving', savedAt: 101 },
      'b',
    ],
    [
      'keeps what was typed while it was removed',
      [found('kept'), typed('a'), { type: 'removed', content: content('a') }],
      { kind: 'saving' },
      'a',
    ],
    [
      'stays as it is when theirs is taken and there is none',
      [nothing, typed('a'), { type: 'took-theirs' }],
      { kind: 'saving' },
      'a',
    ],
    [
      'is nothing when its form starts over',
      [nothing, typed('a'), { type: 'cleared', content: content('') }],
      { kind: 'none' },
      undefined,
    ],
  ])('%s', (_title, events, view, write) => {
    const state = walk(...events);
    expect(viewOfDraft(state)).toEqual(view);
    expect(dueWrite(state)?.values).toBe(write);
  });

  it('is saved when exactly the last typed values are stored', () => {
    const state = walk(nothing, typed('a'));
    const after = nextDraft(
      state,
      { type: 'stored', stored: { revision: 1, savedAt: 5, content: state.content } },
      isEqual,
    );
    expect(viewOfDraft(after)).toEqual({ kind: 'saved', savedAt: 5 });
  });

  it('starts with the values of the form, and none of them is stored', () => {
    expect(blank).toEqual({
      persistence: { kind: 'hydrating' },
      content: content(''),
      ...{ isUnsaved: false, isRestored: false },
      ...{ revision: 0, savedAt: undefined, theirs: undefined, isEnded: false },
    });
  });

  it('begins anew with the values with which the form starts over', () => {
    const state = walk(found('kept'), { type: 'cleared', content: content('new') });
    expect(state).toMatchObject({ content: content('new'), isUnsaved: false });
  });

  it('forgets the stored revision when the store removed it', () => {
    const state = walk(found('kept', 7), { type: 'removed', content: content('kept') });
    expect(state).toMatchObject({ revision: 0, savedAt: undefined, isRestored: false });
  });

  it('is gone when it was removed and the user typed nothing since', () => {
    const state = walk(found('kept'));
    const after = nextDraft(state, { type: 'removed', content: state.content }, isEqual);
    expect(viewOfDraft(after)).toEqual({ kind: 'none' });
  });

  it('is never called saved while the newest change is not stored, and never written before it was read', () => {
    const event = fc.constantFrom<DraftEvent<string>>(
      ...[nothing, found('kept'), setAside, newer, failed, overtaken, typed('a'), typed('b')],
      { type: 'kept-mine' },
      { type: 'took-theirs' },
      { type: 'ended' },
      { type: 'stored', stored: stored('a', 3) },
    );
    fc.assert(
      fc.property(fc.array(event, { size: 'max', maxLength: 30 }), (events) => {
        let state = blank;
        let isRead = false;
        for (const next of events) {
          isRead ||= ['found-nothing', 'found', 'set-aside', 'overtaken'].includes(next.type);
          state = nextDraft(state, next, isEqual);
          const { kind } = viewOfDraft(state);
          const isCalledSafe = kind === 'saved' || kind === 'restored';
          expect(isCalledSafe && state.isUnsaved).toBe(false);
          const mayWrite = isRead && !state.theirs && kind !== 'read-only';
          expect(dueWrite(state) !== undefined && !mayWrite).toBe(false);
        }
      }),
    );
  });
});

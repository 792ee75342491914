import { describe, expect, it } from 'vitest';
import { nextSession, parseNews, type SessionNews, type SessionState } from './session-state.ts';

const unknown: SessionState = { kind: 'unknown', generation: 0 };
const active = (generation: number): SessionNews => ({ kind: 'active', generation, token: 't' });
const ended = (generation: number): SessionNews => ({ kind: 'ended', generation });

describe('a session', () => {
  it.each<[SessionState, SessionNews, SessionState]>([
    [unknown, active(1), active(1)],
    [unknown, ended(1), ended(1)],
    [active(1), active(2), active(2)],
    [active(1), ended(2), ended(2)],
    [ended(2), active(3), active(3)],
    // News that comes late, or twice.
    [active(2), active(1), active(2)],
    [active(2), ended(2), active(2)],
    [ended(2), active(2), ended(2)],
  ])('%j + %j -> %j', (state, news, next) => {
    expect(nextSession(state, news)).toEqual(next);
  });

  it.each([
    [active(1), active(1)],
    [{ ...ended(4), token: 5, more: true }, ended(4)],
    [{ ...active(1), token: undefined }, undefined],
    [{ ...active(1), token: 5 }, undefined],
    [{ ...active(1), generation: '1' }, undefined],
    [{ ...active(1), generation: 1.5 }, undefined],
    [{ ...active(1), kind: 'other' }, undefined],
    [unknown, undefined],
    [null, undefined],
    ['active', undefined],
  ])('reads %j from another tab as %j', (message, news) => {
    expect(parseNews(message)).toEqual(news);
  });
});

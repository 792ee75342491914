import { describe, expect, it } from 'vitest';
import {
  ageOfRenewal,
  ageOfSignIn,
  isSameSession,
  nextSession,
  parseAge,
  parseNews,
  type SessionNews,
  type SessionState,
  UNKNOWN_SESSION as unknown,
} from './session-state.ts';

const active = (signIn: number, generation: number): SessionNews => ({
  ...{ kind: 'active', signIn, generation, token: 't' },
});
const ended = (signIn: number, generation: number): SessionNews => ({
  ...{ kind: 'ended', signIn, generation },
});

describe('a session', () => {
  it.each<[SessionState, SessionNews, SessionState]>([
    [unknown, active(0, 1), active(0, 1)],
    [unknown, ended(0, 1), ended(0, 1)],
    [unknown, active(5.5, 0), active(5.5, 0)],
    [active(0, 1), active(0, 2), active(0, 2)],
    [active(0, 1), ended(0, 2), ended(0, 2)],
    [ended(0, 2), active(5.5, 0), active(5.5, 0)],
    // Signing in or out is later than every renewal for the user before.
    [active(5.5, 9), ended(6.5, 0), ended(6.5, 0)],
    [ended(6.5, 0), active(5.5, 9), ended(6.5, 0)],
    [active(6.5, 0), active(5.5, 9), active(6.5, 0)],
    [active(6.5, 0), ended(5.5, 9), active(6.5, 0)],
    // News that comes late, or twice.
    [active(0, 2), active(0, 1), active(0, 2)],
    [active(0, 2), ended(0, 2), active(0, 2)],
    [ended(5.5, 0), active(5.5, 0), ended(5.5, 0)],
  ])('%j + %j -> %j', (state, news, next) => {
    expect(nextSession(state, news)).toEqual(next);
  });

  it.each([
    ['counts renewals within its sign-in', ageOfRenewal(active(5.5, 2)), [5.5, 3]],
    ['dates signing in or out by the clock', ageOfSignIn(active(5.5, 2), 70, 0.25), [70.25, 0]],
    [
      'takes no sign-in for earlier than the one it knows',
      ageOfSignIn(active(9.5, 2), 3, 0.25),
      [10.75, 0],
    ],
  ])('%s', (_title, { signIn, generation }, age) => {
    expect([signIn, generation]).toEqual(age);
  });

  it.each<[SessionState, SessionState, boolean]>([
    [active(5.5, 0), active(5.5, 3), true],
    [active(5.5, 0), active(6.5, 0), false],
    [active(0, 1), active(6.5, 0), false],
    // A request from before the first sign-in carried no user's token.
    [unknown, active(0, 1), true],
    [unknown, active(6.5, 2), true],
  ])('allows a request sent at %j to be sent again at %j: %j', (used, newer, isSame) => {
    expect(isSameSession(used, newer)).toBe(isSame);
  });

  it.each([
    [active(5.5, 1), active(5.5, 1)],
    [{ ...ended(5.5, 4), token: 5, more: true }, ended(5.5, 4)],
    [{ ...active(0, 1), token: undefined }, undefined],
    [{ ...active(0, 1), token: 5 }, undefined],
    [{ ...active(0, 1), generation: '1' }, undefined],
    [{ ...active(0, 1), generation: 1.5 }, undefined],
    [{ ...active(0, 1), signIn: '1' }, undefined],
    [{ ...active(0, 1), signIn: Infinity }, undefined],
    [{ ...active(0, 1), kind: 'other' }, undefined],
    [unknown, undefined],
    [null, undefined],
    ['active', undefined],
  ])('reads %j from another tab as %j', (message, news) => {
    expect(parseNews(message)).toEqual(news);
  });

  it('reads the age of a question, which brings no news', () => {
    expect(parseAge({ type: 'question', signIn: 0, generation: 0 })).toEqual({
      ...{ signIn: 0, generation: 0 },
    });
  });
});

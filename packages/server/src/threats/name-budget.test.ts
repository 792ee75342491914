import fc from 'fast-check';
import { expect, it } from 'vitest';
import { defaultNameBudget, giveGuessBack, takeGuess } from './name-budget.ts';
import type { ThreatState } from './threat-state.ts';

const HOUR_MS = 3_600_000;
const take = (state: ThreatState | undefined, at: number, isFirst = true) =>
  takeGuess(state, { at, isFirst }, defaultNameBudget);

it('keeps the last thirty of a hundred guesses for addresses without a recent wrong guess', () => {
  let state: ThreatState | undefined;
  for (let guess = 0; guess < 70; guess += 1) ({ state } = take(state, 0, false));
  expect(take(state, 0, false).retryAfterMs).toBeGreaterThan(0);
  for (let guess = 0; guess < 30; guess += 1) {
    const decision = take(state, 0);
    expect(decision.retryAfterMs).toBeUndefined();
    ({ state } = decision);
  }
  expect(take(state, 0).retryAfterMs).toBeGreaterThan(0);
});

it('says when the next guess is allowed, and allows it then', () => {
  let state: ThreatState | undefined;
  for (let guess = 0; guess < 100; guess += 1) ({ state } = take(state, 0));
  const wait = take(state, 0).retryAfterMs ?? 0;
  expect(wait).toBeLessThan(6 * 60_000);
  expect(take(state, wait - 2000).retryAfterMs).toBeDefined();
  expect(take(state, wait).retryAfterMs).toBeUndefined();
});

it('allows at most a hundred guesses in a row and twelve in any hour after, from any addresses', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 600_000 }), fc.boolean()), { maxLength: 400 }),
      (guesses) => {
        let state: ThreatState | undefined;
        let at = 0;
        let made = 0;
        for (const [pause, isFirst] of guesses) {
          at += pause;
          const decision = take(state, at, isFirst);
          ({ state } = decision);
          if (decision.retryAfterMs === undefined) made += 1;
        }
        expect(made).toBeLessThanOrEqual(100 + Math.ceil((at / HOUR_MS) * 12));
      },
    ),
  );
});

it('gives back a guess that does not count, and never more than were made', () => {
  const one = take(undefined, 0).state;
  expect(giveGuessBack(one, 0, defaultNameBudget)).toMatchObject({ score: 0 });
  expect(giveGuessBack(undefined, 0, defaultNameBudget)).toMatchObject({ score: 0 });
});

import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createFreshStates } from './fresh-states.ts';
import type { ThreatState } from './threat-state.ts';
import type { Party } from './threat-store.ts';

const state: ThreatState = { kind: 'watched', score: 1, at: 0, strikes: 0, struckAt: 0 };
const party = (id: string): Party => ({ kind: 'address', id });

function setUp() {
  const platform = createVirtualPlatform();
  let asked = 0;
  const store = {
    async read() {
      asked += 1;
      return state;
    },
  };
  const states = createFreshStates({ store, freshMs: 2000, platform, onFailure: () => {} });
  return { states, platform, asked: () => asked };
}

it('asks once while the answer is fresh, and again afterwards', async () => {
  const { states, platform, asked } = setUp();
  expect(await states.read(party('a'))).toEqual(state);
  await platform.advance(1999);
  await states.read(party('a'));
  expect(asked()).toBe(1);
  await platform.advance(1);
  await states.read(party('a'));
  expect(asked()).toBe(2);
});

it('believes a state until it is old', async () => {
  const { states, platform, asked } = setUp();
  states.learn(party('a'), undefined);
  expect(await states.read(party('a'))).toBeUndefined();
  expect(asked()).toBe(0);
  await platform.advance(2000);
  expect(await states.read(party('a'))).toEqual(state);
});

it('keeps ten thousand at most, and leaves out the party with the oldest news', async () => {
  const { states, asked } = setUp();
  for (let count = 0; count <= 10_000; count += 1) states.learn(party(String(count)), state);
  await states.read(party('1'));
  expect(asked()).toBe(0);
  await states.read(party('0'));
  expect(asked()).toBe(1);
});

it('does not leave out a party with fresh news', async () => {
  const { states, asked } = setUp();
  for (let count = 0; count < 10_000; count += 1) states.learn(party(String(count)), state);
  states.learn(party('0'), state);
  states.learn(party('new'), state);
  await states.read(party('0'));
  expect(asked()).toBe(0);
  await states.read(party('1'));
  expect(asked()).toBe(1);
});

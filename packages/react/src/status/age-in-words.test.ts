import { expect, it } from 'vitest';
import { ageInWords } from './age-in-words.ts';
import { describeState } from './describe-state.ts';

const NOW = 1_000_000_000;
const AHEAD = NOW + 7_200_000;

it('calls what happened before the clock was set back "now", and never "in 2 hours"', () => {
  expect(ageInWords(NOW - 7_200_000, NOW, 'en')).toBe('2 hours ago');
  expect(ageInWords(AHEAD, NOW, 'en')).toBe('now');
  const states = { asking: 'As of {age}' };
  const state = { kind: 'running', value: 1, at: AHEAD, since: NOW } as const;
  expect(describeState(state, NOW, { states })).toBe('As of now');
});

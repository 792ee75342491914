import { describe, expect, it } from 'vitest';
import { keepsSteps, memoryStepHistory } from './step-history.contract.ts';
import { movesTo } from './step-history.ts';

describe('a history in memory', () => {
  keepsSteps(memoryStepHistory);
});

describe('the history follows the user', () => {
  const order = ['one', 'two', 'three'];
  it.each([
    ['nowhere', 'two', { step: 'two', depth: 1 }, []],
    [
      'one step on',
      'two',
      { step: 'one', depth: 0 },
      [{ type: 'push', entry: { step: 'two', depth: 1 } }],
    ],
    [
      'two steps on, with an entry for each',
      'three',
      { step: 'one', depth: 0 },
      [
        { type: 'push', entry: { step: 'two', depth: 1 } },
        { type: 'push', entry: { step: 'three', depth: 2 } },
      ],
    ],
    ['back over its own entries', 'one', { step: 'three', depth: 2 }, [{ type: 'back', count: 2 }]],
    [
      'back from the entry of a restored draft, and stays on it',
      'one',
      { step: 'three', depth: 0 },
      [{ type: 'replace', entry: { step: 'one', depth: 0 } }],
    ],
    [
      'away from a step that the values no longer ask for',
      'two',
      { step: 'gone', depth: 4 },
      [{ type: 'replace', entry: { step: 'two', depth: 4 } }],
    ],
  ] as const)('%s', (_, step, current, moves) => {
    expect(movesTo(step, current, order)).toEqual(moves);
  });
});

import { describe, expect, it } from 'vitest';
import { readScenario } from './read-scenario.ts';

const refusal = (value: unknown): string => {
  try {
    readScenario(value);
    return 'accepted';
  } catch (error) {
    return (error as RangeError).message;
  }
};

describe('a scenario from outside', () => {
  it('is accepted with every part that a step can have, also after a way through JSON', () => {
    const scenario = {
      ...{ version: 1, seed: 7 },
      steps: [
        { forMs: 100, network: { offline: true }, tab: 'reload', clock: { jumpMs: -5 } },
        { forMs: 50, network: { refused: 0.5, delayMs: [1, 2] }, answers: { 429: 0.5 } },
        { forMs: null, storage: { full: true, failNth: 2 }, server: 'kill' },
      ],
    };
    expect(readScenario(JSON.parse(JSON.stringify(scenario)))).toEqual(scenario);
    expect(refusal({ seed: 1, steps: [{ forRequests: 5 }, {}] })).toBe('accepted');
    expect(refusal({ seed: 1, steps: [{ forMs: undefined, network: undefined }] })).toBe(
      'accepted',
    );
    expect(refusal({ seed: 1, steps: [{ forMs: 0, network: { delayMs: [0, 0] } }] })).toBe(
      'accepted',
    );
  });

  it.each([
    [[], 'The scenario is not an object.'],
    [{ steps: [] }, 'The scenario needs a seed and steps.'],
    [{ seed: 1, steps: [], name: 'x' }, "The scenario has no 'name'."],
    [{ seed: 1, version: 2, steps: [] }, "The scenario: 'version' has to be version 1."],
    [{ seed: 1, steps: [null] }, 'Step 1 of the scenario is not an object.'],
    [
      { seed: 1, steps: [{ network: { refused: 2 } }] },
      "Step 1 of the scenario, 'network': 'refused' has to be a share from 0 to 1.",
    ],
    [
      { seed: 1, steps: [{ tab: 'toString' }] },
      "Step 1 of the scenario: 'tab' has to be one of kill, freeze, second, reload.",
    ],
    [{ seed: 1, steps: [{ toString: 1 }] }, "Step 1 of the scenario has no 'toString'."],
    [
      { seed: 1, steps: [{ network: { refused: 0.6 }, answers: { 503: 0.6 } }] },
      'Step 1 of the scenario has shares of more than 1 together.',
    ],
    [{ seed: 1, steps: {} }, "The scenario: 'steps' has to be a list of steps."],
    [{ seed: 1.5, steps: [] }, "The scenario: 'seed' has to be a whole number."],
    ...(
      [
        [{ network: { offline: 1 } }, ", 'network': 'offline' has to be true or false."],
        [{ forMs: -1 }, ": 'forMs' has to be milliseconds from 0 on."],
        [{ forRequests: 0 }, ": 'forRequests' has to be a whole number from 1 on."],
        [
          { network: { delayMs: [2, 1] } },
          ", 'network': 'delayMs' has to be two milliseconds, the least first.",
        ],
        [
          { network: { delayMs: [1, 2, 3] } },
          ", 'network': 'delayMs' has to be two milliseconds, the least first.",
        ],
        [{ network: { delayMs: -1 } }, ", 'network': 'delayMs' has to be milliseconds from 0 on."],
        [{ clock: { jumpMs: NaN } }, ", 'clock': 'jumpMs' has to be milliseconds."],
      ] as const
    ).map(([step, wrong]): [unknown, string] => [
      { seed: 1, steps: [step] },
      `Step 1 of the scenario${wrong}`,
    ]),
    [{ seed: 1, steps: [{}, {}] }, 'Step 1 of the scenario never ends, and another one follows.'],
    [
      { seed: 1, steps: [{ forRequests: 1 }, { forMs: 1 }] },
      'Step 2 of the scenario is measured in milliseconds, and others in requests.',
    ],
  ])('is refused where it is wrong: %j', (value, message) => {
    expect(refusal(value)).toBe(message);
  });
});

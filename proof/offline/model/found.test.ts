import { expect, it } from 'vitest';
import { allPrograms, nameOf } from './programs.ts';
import { realCode } from './real-code.ts';
import { runScenario } from './run-scenario.ts';
import { runSchedule, type Deviation } from './run-schedule.ts';
import type { Scenario } from './scenario.ts';

const code = realCode();
const base: Scenario = {
  ...{ seed: 0, hasLocks: true, latencyMs: 0, fates: [], incidents: [] },
  program: { contexts: ['page', 'page'], entries: [{ lane: 0, seat: 0 }] },
};

// The proof found these faults. The steps of a schedule move with every change of the code, so each test tries the
// accident at many steps.
it.each<[string, (step: number) => Scenario]>([
  [
    'of an entry that is cancelled',
    (step) => ({
      ...base,
      program: { contexts: ['page'], entries: [0, 0].map((lane) => ({ lane, seat: 0 })) },
      fates: [{ kind: 'slow', ms: 20_000 }],
      incidents: [
        { kind: 'cancel', step: step - 12, seat: 0, entry: 1 },
        { kind: 'crash', how: 'power', step, seat: 0, lost: 1 },
      ],
    }),
  ],
  [
    'of a dead entry that is sent again under a new key',
    (step) => ({
      ...base,
      fates: [{ kind: 'invalid' }],
      incidents: [{ kind: 'crash', how: 'power', step, seat: 0, lost: 6 }],
    }),
  ],
])('a power cut takes back no decision of the user: %s', async (_title, scenarioAt) => {
  for (let step = 15; step < 80; step += 1) {
    const { violations } = await runScenario(code, scenarioAt(step));
    expect(violations, `without power at ${step}`).toEqual([]);
  }
});

it('an entry that was dead because of its age stays dead after a power cut, also on a clock that was set back', async () => {
  for (let step = 60; step < 80; step += 1) {
    const { violations } = await runScenario(code, {
      ...base,
      program: {
        contexts: ['page', 'page'],
        entries: [{}, {}, { maxAgeMs: 50 }].map((wishes) => ({ lane: 0, seat: 0, wishes })),
      },
      latencyMs: 60,
      incidents: [
        { kind: 'crash', how: 'power', step, seat: 0, lost: 1 },
        { kind: 'jump', step, ms: -86_400_000 },
      ],
    });
    expect(violations, `without power at ${step}`).toEqual([]);
  }
});

const DAYS_20 = 1_728_000_000;

it.each<[string, (step: number) => Scenario]>([
  [
    'another tab writes the end while the first one had no room for it',
    (step) => ({
      ...base,
      fates: [{ kind: 'delayed' }],
      incidents: [
        { kind: 'jump', step: 4, ms: 2 * DAYS_20 },
        { kind: 'full', step, ms: 50 },
      ],
    }),
  ],
  [
    'a tab writes the end at last when there is room',
    (step) => ({
      ...base,
      fates: [{ kind: 'redirected' }, { kind: 'invalid' }],
      incidents: [{ kind: 'full', step, ms: 5_000 }],
    }),
  ],
  [
    'a worker finds room first',
    (step) => ({
      ...base,
      program: {
        contexts: ['page', 'page', 'worker'],
        entries: [
          { lane: 0, seat: 0, pauseMs: 3 },
          { lane: 2, seat: 1 },
        ],
      },
      latencyMs: 60,
      fates: [{ kind: 'invalid' }, { kind: 'delayed' }, { kind: 'unavailable' }],
      incidents: [
        { kind: 'full', step, ms: 50 },
        { kind: 'hold', step: step + 11, seat: 2, ms: 10 },
      ],
    }),
  ],
])('a disk that was full leaves no tab with an old view: %s', async (_title, scenarioAt) => {
  for (let step = 8; step < 60; step += 1) {
    const { violations } = await runScenario(code, scenarioAt(step));
    expect(violations, `full at ${step}`).toEqual([]);
  }
});

it.each<[string, (step: number) => Scenario]>([
  [
    'settled an entry',
    (step) => ({
      ...base,
      fates: [{ kind: 'invalid' }],
      incidents: [{ kind: 'crash', how: 'tab', step, seat: 0, lost: 0 }],
    }),
  ],
  [
    'cancelled an entry',
    (step) => ({
      ...base,
      program: { contexts: ['page', 'page'], entries: [0, 0].map((lane) => ({ lane, seat: 0 })) },
      fates: [{ kind: 'slow', ms: 20_000 }],
      incidents: [
        { kind: 'cancel', step: step - 6, seat: 0, entry: 1 },
        { kind: 'crash', how: 'tab', step, seat: 0, lost: 0 },
      ],
    }),
  ],
])('a tab shows the truth when another tab dies that %s in the last moment', async (_t, at) => {
  for (let step = 15; step < 80; step += 1) {
    const { violations } = await runScenario(code, at(step));
    expect(violations, `died at ${step}`).toEqual([]);
  }
});

it('an entry that another took in stays in it when a third one comes in the same moment', async () => {
  const [first, second, third] = [{ coalesce: 'k' }, { coalesce: 'k' }, {}];
  const { violations, trials } = await runScenario(code, {
    ...base,
    program: {
      contexts: ['page', 'page'],
      entries: [
        { lane: 0, seat: 0, wishes: first },
        // While this entry is written, the next two wait and are gathered.
        { lane: 1, seat: 0, pauseMs: 1_000 },
        { lane: 0, seat: 0, wishes: second },
        { lane: 0, seat: 0, wishes: third },
      ],
    },
    incidents: [{ kind: 'pause', step: 5, seat: 1, lane: null, ms: 3_000 }],
  });
  expect(violations).toEqual([]);
  expect(trials.kept).toBe(4);
});

it('an entry that waits for another one goes out when a full disk has room again', async () => {
  const program: Scenario['program'] = {
    contexts: ['page'],
    entries: [
      { lane: 0, seat: 0 },
      { lane: 1, seat: 0, pauseMs: 20, waitsForBack: 1 },
    ],
  };
  for (let step = 10; step < 60; step += 1) {
    const full = { kind: 'full', step, ms: 5_000 } as const;
    const { violations } = await runScenario(code, { ...base, program, incidents: [full] });
    expect(violations, `full at ${step}`).toEqual([]);
  }
});

it('a tab that stands still on its way to the database shortens no time in which a user may take an entry back', async () => {
  for (let step = 16; step < 50; step += 1) {
    const { violations } = await runScenario(code, {
      ...base,
      program: {
        contexts: ['page', 'page'],
        entries: [{ lane: 0, seat: 0, pauseMs: 20, wishes: { undoMs: 4_000 } }],
      },
      incidents: [{ kind: 'hold', step, seat: 1, ms: 1_000 }],
    });
    expect(violations, `stood still at ${step}`).toEqual([]);
  }
});

it('a tab of an older version that has no room keeps no newer tab from sending', async () => {
  for (let step = 1; step < 40; step += 2) {
    const { violations } = await runScenario(code, {
      ...base,
      program: { contexts: ['page', 'page'], entries: [{ lane: 0, seat: 1, pauseMs: 100 }] },
      incidents: [
        { kind: 'full', step: step - 1, ms: 50 },
        { kind: 'deploy', step: step + 1, seat: 1, how: 'schema' },
      ],
    });
    expect(violations, `deployed at ${step}`).toEqual([]);
  }
});

it('an entry is sent although a full disk undid its claim', async () => {
  for (let step = 15; step < 70; step += 1) {
    const { violations } = await runScenario(code, {
      ...base,
      program: { contexts: ['page'], entries: [0, 0].map((lane) => ({ lane, seat: 0 })) },
      fates: [{ kind: 'well' }, { kind: 'lost before' }],
      incidents: [{ kind: 'full', step, ms: 50 }],
    });
    expect(violations, `full at ${step}`).toEqual([]);
  }
});

it('another tab sends the entry of a tab that dies within the gap between two hints', async () => {
  const program = allPrograms(2).find((one) => nameOf(one) === 'xx')!;
  const nothing = { holds: 0, crashes: 0, faults: 0, all: 0 };
  for (let step = 35; step < 50; step += 1) {
    const deviations: Deviation[] = [
      { step: 9, kind: 'hold' },
      { step, kind: 'crash', how: 'tab', seat: 0 },
    ];
    const { violations } = await runSchedule(code, program, deviations, nothing, () => true);
    expect(violations, `died at ${step}`).toEqual([]);
  }
});

it('a user who saw an entry in line is never told that a doubtful entry is cancelled', async () => {
  for (let step = 20; step < 60; step += 1) {
    const { violations } = await runScenario(code, {
      ...base,
      incidents: [
        { kind: 'pause', step: step - 3, seat: 0, lane: 'x', ms: 20 },
        { kind: 'crash', how: 'tab', step, seat: 0, lost: 0 },
        { kind: 'cancel', step: step + 3, seat: 1, entry: 0 },
      ],
    });
    expect(violations, `without the tab at ${step}`).toEqual([]);
  }
});

it('a tab that was frozen between its claim and its send sends nothing that another one took over', async () => {
  for (let step = 30; step < 50; step += 1) {
    const { violations } = await runScenario(code, {
      ...base,
      program: {
        contexts: ['page', 'worker'],
        entries: [{ lane: 0, seat: 0, pauseMs: 3, wishes: { maxAgeMs: 40_000 } }],
      },
      fates: [{ kind: 'broken after' }],
      incidents: [
        { kind: 'pause', step, seat: 0, lane: 'x', ms: 20 },
        { kind: 'hold', step: 0, seat: 1, ms: 1_000 },
        { kind: 'hold', step: step + 1, seat: 0, ms: 50_000 },
      ],
    });
    expect(violations, `frozen at ${step}`).toEqual([]);
  }
});

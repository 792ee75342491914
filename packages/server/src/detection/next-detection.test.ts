import { describe, expect, it } from 'vitest';
import type { DetectionRules, Verdict } from './detection.ts';
import type { DetectionState } from './detection-state.ts';
import { nextDetection } from './next-detection.ts';
import { DAY_MS, HOUR_MS, type SeriesPoint } from './series-point.ts';

const BEGIN = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;
const counts: DetectionRules = { kind: 'count' };
const levels: DetectionRules = { kind: 'level' };

/** Feeds points, and freezes each state as JSON would. */
function feed(
  points: Iterable<SeriesPoint>,
  rules: DetectionRules,
  from?: DetectionState,
): { readonly state: DetectionState | undefined; readonly found: readonly Verdict[] } {
  let state = from;
  const found: Verdict[] = [];
  for (const point of points) {
    const detection = nextDetection(state, point, rules);
    state = detection.state;
    found.push(detection.verdict);
  }
  return { state, found };
}

function* minutes(
  from: number,
  count: number,
  valueOf: (minute: number) => number,
): Generator<SeriesPoint> {
  for (let minute = 0; minute < count; minute += 1) {
    yield { at: from + minute * MINUTE, value: valueOf(minute) };
  }
}

/** About six a minute by day and two by night, with scatter that is the same each time. */
function usual(minute: number): number {
  const mean = 4 + 2 * Math.sin((2 * Math.PI * minute) / 1440);
  return Math.max(0, Math.round(mean + Math.sqrt(mean) * scatter(minute)));
}

/** A number between -1.5 and 1.5. */
function scatter(minute: number): number {
  return 1.5 * Math.sin(minute * minute * 0.7 + minute);
}

const weekly = (minute: number): number =>
  (Math.floor(minute / 1440) % 7 > 4 ? 0.3 : 1) * 5 * usual(minute);

const level = (minute: number): number =>
  200 + 50 * Math.sin((2 * Math.PI * minute) / 1440) + 8 * scatter(minute);

const learnedCounts = feed(minutes(BEGIN, 5 * 1440, usual), counts);
const learnedLevels = feed(minutes(BEGIN, 5 * 1440, level), levels);
const NOW = BEGIN + 5 * DAY_MS;
const unusual = (found: readonly Verdict[]) =>
  found.flatMap((verdict) => (verdict.kind === 'unusual' ? [verdict.why] : []));
const kinds = (found: readonly Verdict[]) => [...new Set(found.map(({ kind }) => kind))];

describe('a series of counts', () => {
  it('is `learning` for two days, and then `usual`', () => {
    expect(kinds(learnedCounts.found.slice(0, 2 * 1440))).toEqual(['learning']);
    expect(kinds(learnedCounts.found.slice(2 * 1440))).toEqual(['usual']);
  });

  it('finds a count that chance does not explain, and says why', () => {
    const { found } = feed([{ at: NOW, value: 40 }], counts, learnedCounts.state);
    expect(found).toEqual([
      {
        kind: 'unusual',
        why: {
          ...{ by: 'point', side: 'above', observed: 40, since: NOW, hour: 0 },
          expected: expect.closeTo(4, 0),
          low: expect.closeTo(0.6, 0),
          high: expect.closeTo(7.5, 0),
          deviations: expect.any(Number),
          onceIn: expect.any(Number),
        },
      },
    ]);
    const [why] = unusual(found);
    expect(why?.onceIn).toBeGreaterThan(1e6);
    expect(why?.deviations).toBeGreaterThan(10);
  });

  it('finds silence, although each minute of it alone is usual', () => {
    const { found } = feed(
      minutes(NOW, 30, () => 0),
      counts,
      learnedCounts.state,
    );
    const [why] = unusual(found);
    expect(why).toMatchObject({ by: 'run', side: 'below', observed: 0, since: NOW });
    expect(found.findIndex(({ kind }) => kind === 'unusual')).toBeLessThan(8);
  });

  it('finds a rate that is three times the usual one, within minutes', () => {
    const { found } = feed(
      minutes(NOW, 30, (minute) => 3 * usual(minute)),
      counts,
      learnedCounts.state,
    );
    expect(unusual(found)).toMatchObject([{ side: 'above' }]);
    expect(found.findIndex(({ kind }) => kind === 'unusual')).toBeLessThan(8);
  });

  it('finds the first counts of a code that never came before', () => {
    const quiet = feed(
      minutes(BEGIN, 3 * 1440, () => 0),
      counts,
    );
    expect(kinds(quiet.found)).toEqual(['learning', 'usual']);
    const { found } = feed(
      minutes(BEGIN + 3 * DAY_MS, 3, () => 2),
      counts,
      quiet.state,
    );
    expect(unusual(found)).toMatchObject([{ side: 'above' }]);
  });

  it('finds an incident once: its next points are `still-unusual` until the cool-down ends', () => {
    const trouble = minutes(NOW, 100, (minute) => 10 * usual(minute));
    const { found } = feed(trouble, { ...counts, coolDownPoints: 40 }, learnedCounts.state);
    const alarms = found.flatMap(({ kind }, index) => (kind === 'unusual' ? [index] : []));
    expect(alarms[0]).toBeLessThan(2);
    expect(alarms).toHaveLength(3);
    expect((alarms[1] ?? 0) - (alarms[0] ?? 0)).toBe(40);
    expect(found.slice(3, 39).every(({ kind }) => kind === 'still-unusual')).toBe(true);
  });

  it('is usual again within minutes of the end of an incident', () => {
    const { found } = feed(
      minutes(NOW, 90, (minute) => (minute < 60 ? 8 : 1) * usual(minute)),
      counts,
      learnedCounts.state,
    );
    expect(kinds(found.slice(70))).toEqual(['usual']);
  });

  it('does not take an incident of an hour for usual on the next day', () => {
    const { state } = feed(
      minutes(NOW, 1440, (minute) => (minute < 60 ? 20 : 1) * usual(minute)),
      counts,
      learnedCounts.state,
    );
    const { found } = feed(
      minutes(NOW + DAY_MS, 10, (minute) => 4 * usual(minute)),
      counts,
      state,
    );
    expect(unusual(found)).toMatchObject([{ side: 'above' }]);
  });

  it('takes a state that lasts for three days for the new usual one', () => {
    const grown = feed(
      minutes(NOW, 6 * 1440, (minute) => 6 * usual(minute)),
      counts,
      learnedCounts.state,
    );
    const learnsAgain = grown.found.findIndex(({ kind }) => kind === 'learning');
    expect(learnsAgain).toBeGreaterThanOrEqual(3 * 1440);
    expect(learnsAgain).toBeLessThan(3 * 1440 + 5);
    expect(kinds(grown.found.slice(-300))).toEqual(['usual']);
  });

  it('ends an incident after an hour of calm, so that one each day is never the new usual', () => {
    const { state, found } = feed(
      minutes(NOW, 4 * 1440, (minute) => (minute % 1440 < 30 ? 20 : 1) * usual(minute)),
      counts,
      learnedCounts.state,
    );
    expect(kinds(found)).not.toContain('learning');
    const again = feed(
      minutes(NOW + 4 * DAY_MS, 10, (minute) => 20 * usual(minute)),
      counts,
      state,
    );
    expect(unusual(again.found)).toMatchObject([{ side: 'above' }]);
  });

  it('learns quiet weekends', () => {
    const { found } = feed(minutes(BEGIN, 21 * 1440, weekly), counts);
    expect(unusual(found.slice(14 * 1440))).toEqual([]);
  });

  it('refuses a count below 0', () => {
    expect(() => nextDetection(undefined, { at: BEGIN, value: -1 }, counts)).toThrow(
      expect.objectContaining({ code: 'DEFECT' }),
    );
  });
});

describe('a series of levels', () => {
  it('is usual where it follows the hours of the day', () => {
    expect(kinds(learnedLevels.found.slice(10))).toEqual(['usual']);
  });

  it('finds a level far from that of the hour, and says why', () => {
    const { found } = feed([{ at: NOW, value: 900 }], levels, learnedLevels.state);
    expect(unusual(found)).toEqual([
      {
        ...{ by: 'point', side: 'above', observed: 900, since: NOW, hour: 0 },
        expected: expect.closeTo(200, -2),
        low: expect.any(Number),
        high: expect.any(Number),
        deviations: expect.any(Number),
      },
    ]);
    const [why] = unusual(found);
    expect(why?.low).toBeLessThan(why?.expected ?? 0);
    expect(why?.high).toBeGreaterThan(why?.expected ?? 0);
    expect(why?.deviations).toBeGreaterThan(6.5);
    expect(why?.onceIn).toBeUndefined();
  });

  it('follows the level of its hour', () => {
    const { found } = feed([{ at: NOW, value: 900 }], levels, learnedLevels.state);
    const moved = feed(
      minutes(NOW, 15, () => 260),
      levels,
      learnedLevels.state,
    );
    const [then] = unusual(found);
    const [now] = unusual(feed([{ at: NOW + HOUR_MS / 2, value: 900 }], levels, moved.state).found);
    expect(then?.expected).toBeLessThan(220);
    expect(now?.expected).toBeGreaterThan(240);
  });

  it('finds a level far below', () => {
    const { found } = feed([{ at: NOW, value: -900 }], levels, learnedLevels.state);
    expect(unusual(found)).toMatchObject([{ side: 'below', observed: -900 }]);
  });

  it('finds a slow drift, although no point of it is unusual', () => {
    const days = 10;
    const learned = feed(minutes(BEGIN, days * 1440, level), levels);
    const drifting = (minute: number): number =>
      level(minute + days * 1440) * (1 + Math.min(0.3, minute / 4800));
    const { found } = feed(minutes(BEGIN + days * DAY_MS, 1440, drifting), levels, learned.state);
    const [why] = unusual(found);
    expect(why).toMatchObject({ by: 'drift', side: 'above' });
    expect(why?.observed).toBeGreaterThan(why?.expected ?? 0);
    expect(why?.since).toBeGreaterThanOrEqual(BEGIN + days * DAY_MS - HOUR_MS);
  });

  it.each([0, 1, -0.1, 1e9, 1e-9, 123.456_789_012_3])(
    'finds nothing in a series that is always %d, and finds the first other value',
    (value) => {
      const constant = feed(
        minutes(BEGIN, 3000, () => value),
        levels,
      );
      expect(kinds(constant.found)).toEqual(['learning', 'usual']);
      const { found } = feed(
        [{ at: BEGIN + 3000 * MINUTE, value: value + 1 + Math.abs(value) }],
        levels,
        constant.state,
      );
      expect(kinds(found)).toEqual(['unusual']);
    },
  );
});

describe.each([
  ['counts', counts, learnedCounts.state, usual],
  ['levels', levels, learnedLevels.state, level],
] as const)('a point of %s', (_, rules, learned, valueOf) => {
  it('is ignored when it comes twice', () => {
    const once = nextDetection(learned, { at: NOW, value: valueOf(0) }, rules);
    const twice = nextDetection(once.state, { at: NOW, value: 1e6 }, rules);
    expect(twice.verdict).toEqual({ kind: 'ignored', reason: 'repeated' });
    expect(twice.state).toBe(once.state);
  });

  it('is ignored when a newer point came before', () => {
    const late = nextDetection(learned, { at: NOW - 10 * MINUTE, value: 1e6 }, rules);
    expect(late.verdict).toEqual({ kind: 'ignored', reason: 'late' });
    const next = nextDetection(late.state, { at: NOW, value: valueOf(0) }, rules);
    expect(next.verdict.kind).toBe('usual');
  });

  it('is judged again soon when a clock was set back', () => {
    const { found } = feed(minutes(NOW - 3 * HOUR_MS, 60, valueOf), rules, learned);
    expect(found.slice(0, 9).every(({ kind }) => kind === 'ignored')).toBe(true);
    expect(found.slice(10).some(({ kind }) => kind === 'ignored')).toBe(false);
  });

  it('is judged again soon when one clock was years ahead', () => {
    const ahead = nextDetection(learned, { at: NOW + 4000 * DAY_MS, value: valueOf(0) }, rules);
    const { found } = feed(minutes(NOW, 60, valueOf), rules, ahead.state);
    expect(found.slice(10).every(({ kind }) => kind === 'usual')).toBe(true);
  });

  it('may come after a gap, and at any distance from the last point', () => {
    const gaps = [...minutes(NOW, 2 * 1440, valueOf)].filter(
      (__, minute) => minute > 700 && (minute * minute) % 7 < 3,
    );
    const { found } = feed(
      gaps.map(({ at, value }, index) => ({ at: at + ((index * 7919) % 50_000), value })),
      rules,
      learned,
    );
    expect(kinds(found)).toEqual(['usual']);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is refused by name when its value is %d',
    (value) => {
      expect(() => nextDetection(learned, { at: NOW, value }, rules)).toThrow(
        expect.objectContaining({
          code: 'DEFECT',
          details: { remedy: expect.stringContaining('no finite number') },
        }),
      );
    },
  );

  it.each([Number.NaN, -1, Number.POSITIVE_INFINITY])('is refused when its time is %d', (at) => {
    expect(() => nextDetection(learned, { at, value: 1 }, rules)).toThrow(
      expect.objectContaining({ code: 'DEFECT' }),
    );
  });

  it('gets the same verdict from a state that was stored as JSON, below 1 kB', () => {
    const text = JSON.stringify(learned);
    expect(text.length).toBeLessThan(1000);
    const restored = JSON.parse(text) as DetectionState;
    const points = [...minutes(NOW, 20, (minute) => valueOf(minute) * 4)];
    expect(feed(points, rules, restored)).toEqual(feed(points, rules, learned));
  });

  it('changes no state that the caller holds', () => {
    const before = JSON.stringify(learned);
    feed(
      minutes(NOW, 20, (minute) => valueOf(minute) * 4),
      rules,
      learned,
    );
    expect(JSON.stringify(learned)).toBe(before);
  });

  it('begins anew when the kind of the series changed', () => {
    const other: DetectionRules = rules.kind === 'count' ? levels : counts;
    expect(nextDetection(learned, { at: BEGIN, value: 3 }, other).verdict.kind).toBe('learning');
  });
});

it.each([1e-3, 1e6])('keeps the state of counts around %d below 1 kB', (scale) => {
  const { state } = feed(
    minutes(BEGIN, 9 * 1440, (minute) =>
      Math.round(scale * usual(minute) * (1 + 0.1 * scatter(minute))),
    ),
    counts,
  );
  expect(JSON.stringify(state).length).toBeLessThan(1024);
});

it.each([1e-12, 0.000_123_4, 1e6])('keeps the state of levels around %d below 1 kB', (scale) => {
  const { state } = feed(
    minutes(BEGIN, 9 * 1440, (minute) => -scale * level(minute)),
    levels,
  );
  expect(JSON.stringify(state).length).toBeLessThan(1024);
});

const named = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? 'no number' : value;

it.each([counts, levels])(
  'has only numbers in its state of $kind, whatever the series',
  (rules) => {
    const extremes = [5e-324, 1e-300, 1, 0, 1e10, 1e50, 3, 1e-49];
    for (const [first, second] of extremes.flatMap((one) =>
      extremes.map((other) => [one, other]),
    )) {
      let state: DetectionState | undefined;
      for (let place = 0; place < 24 * 8; place += 1) {
        const point = { at: BEGIN + place * 3_600_000, value: (place % 5 ? first : second) ?? 0 };
        const found = nextDetection(state, point, rules);
        expect(JSON.stringify(found, named)).not.toContain('no number');
        ({ state } = found);
      }
    }
  },
);

it.each([1e51, -1e51, Number.MAX_VALUE])('refuses the value %d by name', (value) => {
  expect(() => nextDetection(undefined, { at: BEGIN, value }, levels)).toThrow(
    expect.objectContaining({
      details: { remedy: expect.stringContaining('a value beyond 1e+50') },
    }) as Error,
  );
});

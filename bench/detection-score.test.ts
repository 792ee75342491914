import { describe, expect, it } from 'vitest';
import { addJudged, judge, profiles, scoreOf } from './detection-score.ts';
import { type LabelledSeries, parseSeries } from './detection-series.ts';

const HOUR = 3_600_000;

/** A thousand points with one anomaly from the 400th to the 499th, and one from the 800th to the 899th. */
const series: LabelledSeries = {
  name: 'made/two-windows.csv',
  at: Array.from({ length: 1000 }, (_, index) => index * HOUR),
  value: Array.from({ length: 1000 }, () => 1),
  windows: [
    [400, 499],
    [800, 899],
  ],
};
const [standard, lowFalseAlarms, lowMisses] = profiles;
const score = (alarms: readonly number[], profile = standard): number =>
  scoreOf(judge(series, alarms), profile ?? { name: '', found: 1, falseAlarm: 0, missed: 1 });

describe('the score', () => {
  it.each(profiles)('is 100 for a perfect detector: $name', (profile) => {
    expect(score([400, 800], profile)).toBeCloseTo(100, 10);
  });

  it.each(profiles)('is 0 for a detector that never raises an alarm: $name', (profile) => {
    expect(score([], profile)).toBe(0);
  });

  it('is half for one of two anomalies', () => {
    expect(score([400])).toBeCloseTo(50, 10);
  });

  it('counts the best alarm of a window once', () => {
    expect(score([410, 420, 480, 800])).toBe(score([410, 800]));
  });

  it('falls the later a window is found', () => {
    const scores = [400, 430, 460, 499].map((alarm) => score([alarm]));
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
    // The last point is worth little more than none, but it is no miss.
    expect(score([499])).toBeGreaterThan(25);
    expect(score([499])).toBeLessThan(28);
  });

  it('subtracts 0.11 of a window for a false alarm far from every window, and less shortly after one', () => {
    const perfect = [400, 800];
    expect(score([200, ...perfect])).toBeCloseTo(100 - (100 * 0.11) / 4, 10);
    expect(score([...perfect, 905])).toBeGreaterThan(100 - (100 * 0.11) / 4 / 2);
    expect(score([200, ...perfect], lowFalseAlarms)).toBeCloseTo(100 - (100 * 0.22) / 4, 10);
  });

  it('subtracts two for a miss where misses are expensive', () => {
    expect(score([400, 200], lowMisses)).toBeCloseTo(50 - (100 * 0.11) / 6, 10);
  });

  it('does not judge alarms in the first 15 % of a series', () => {
    expect(score([10, 149, 400, 800])).toBeCloseTo(100, 10);
    expect(score([150, 400, 800])).toBeLessThan(100);
  });

  it('weighs all windows of all series alike', () => {
    const empty: LabelledSeries = { ...series, windows: [] };
    const all = addJudged([judge(series, [400, 800]), judge(empty, [500])]);
    expect(
      scoreOf(all, profiles[0] ?? { name: '', found: 1, falseAlarm: 0, missed: 1 }),
    ).toBeCloseTo(100 - 2.75, 10);
  });
});

it('takes the points within the labels of a series', () => {
  const csv =
    'timestamp,value\n2014-04-01 00:00:00,1\n2014-04-01 00:05:00,2\n2014-04-01 00:10:00,3\n';
  const { at, value, windows } = parseSeries('a/b.csv', csv, [
    ['2014-04-01 00:05:00.000000', '2014-04-01 00:12:00.000000'],
  ]);
  expect(at[1]).toBe(Date.UTC(2014, 3, 1, 0, 5));
  expect(value).toEqual([1, 2, 3]);
  expect(windows).toEqual([[1, 2]]);
});

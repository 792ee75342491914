import { describe, expect, it } from 'vitest';
import { ENOUGH_EVIDENCE, nextRun, noRun } from './run.ts';

const risen = { usual: 2, scatter: 1, ratio: 3 };
const add = (values: readonly number[], rules = risen) =>
  values.reduce((run, value, at) => nextRun(run, { at, value }, rules), noRun);

describe('a run of points', () => {
  it('gathers no evidence from usual counts', () => {
    expect(add([2, 1, 3, 2])).toEqual(noRun);
  });

  it('gathers the evidence of each count for three times the rate', () => {
    expect(add([5])).toEqual({
      evidence: expect.closeTo(5 * Math.log(3) - 4, 3),
      since: 0,
      sum: 5,
      points: 1,
    });
    expect(add([2, 5, 6])).toMatchObject({ since: 1, sum: 11, points: 2 });
  });

  it('begins anew when its evidence is gone', () => {
    expect(add([5, 0, 5])).toMatchObject({ since: 2, points: 1 });
  });

  it('is never made of one point, however large', () => {
    expect(add([1000]).evidence).toBe(4);
    expect(add([1000, 1000, 1000]).evidence).toBeGreaterThan(ENOUGH_EVIDENCE);
  });

  it('keeps only so much evidence that the run ends within minutes of the incident', () => {
    expect(add(Array.from({ length: 50 }, () => 1000)).evidence).toBe(1.5 * ENOUGH_EVIDENCE);
  });

  it('gathers less evidence if counts scatter more', () => {
    const calm = add([4]).evidence;
    expect(add([4], { ...risen, scatter: 2 }).evidence).toBeCloseTo(calm / 2, 3);
  });

  it('gathers the evidence of silence for a quarter of the rate', () => {
    const { evidence, sum } = add([0, 0], { usual: 2, scatter: 1, ratio: 0.25 });
    expect(evidence).toBeCloseTo(3, 3);
    expect(sum).toBe(0);
  });
});

// The time of a point, and the size of the state of a series as JSON.
import { type DetectionState, nextDetection, type SeriesKind } from '@holdfast/server/detection';
import { poisson, seeded } from './detection-chance.ts';

const MINUTE = 60_000;
const BEGIN = 1_767_225_600_000;
/** Points of one round. */
const ROUND = 5000;

export interface Measured {
  readonly kind: SeriesKind;
  /** Of the fastest round, because other work on the machine only adds. */
  readonly microseconds: number;
  readonly bytes: number;
}

/** Measures series of minutes with a rate between 1 and 100. */
export function measureDetection(points: number): readonly Measured[] {
  return (['count', 'level'] as const).map((kind) => {
    const random = seeded(1);
    const values = Array.from({ length: points }, (_, index) => {
      const rate = 50.5 + 49.5 * Math.sin((2 * Math.PI * index) / 1440);
      return kind === 'count' ? poisson(rate, random) : rate + random();
    });
    const times: number[] = [];
    let state: DetectionState | undefined;
    let bytes = 0;
    for (let from = 0; from < points; from += ROUND) {
      const start = performance.now();
      for (let index = from; index < from + ROUND; index += 1) {
        const point = { at: BEGIN + index * MINUTE, value: values[index] ?? 0 };
        state = nextDetection(state, point, { kind }).state;
      }
      times.push(((performance.now() - start) * 1000) / ROUND);
      bytes = Math.max(bytes, JSON.stringify(state).length);
    }
    return { kind, microseconds: Math.min(...times), bytes };
  });
}

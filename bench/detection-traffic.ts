// Traffic that no distribution of a textbook describes: each alarm on it is a false one.
import { type DetectionState, nextDetection } from '@holdfast/server/detection';
import { poisson, type Random, seeded } from './detection-chance.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
/** Midnight, 1 January 2026. */
const BEGIN = 1_767_225_600_000;

/** The factor of the usual rate, by the minute since the beginning. */
type Disturbance = (random: Random) => (minute: number) => number;

export const disturbances: Readonly<Record<string, Disturbance>> = {
  none: () => () => 1,
  'weekends of half the traffic': () => (minute) => (isWeekend(minute) ? 0.5 : 1),
  'weekends of a fifth': () => (minute) => (isWeekend(minute) ? 0.2 : 1),
  'bursts of a minute': (random) => () => gamma(2, random),
  'bursts of ten minutes': (random) => {
    let burst = 1;
    return (minute) => {
      if (minute % 10 === 0) burst = gamma(8, random);
      return burst;
    };
  },
  'growth of a tenth a week': () => (minute) => 1 + (0.1 * minute) / (7 * DAY_MINUTES),
};

/** Counts alarms of 30 days, after 21 to learn, on series of 0.1 to 100 events a minute. */
export function alarmsOf(disturbance: string, series: number, firstSeed = 0): number {
  const learns = 21 * DAY_MINUTES;
  const lasts = learns + 30 * DAY_MINUTES;
  let alarms = 0;
  for (let index = 0; index < series; index += 1) {
    const random = seeded((firstSeed + index) * 31 + 5);
    const rate = 0.1 * 1000 ** ((index + 0.5) / series);
    const swing = 0.6 * random();
    const phase = random() * DAY_MINUTES;
    const factorOf = disturbances[disturbance]?.(random) ?? (() => 1);
    let state: DetectionState | undefined;
    for (let minute = 0; minute < lasts; minute += 1) {
      const day = 1 + swing * Math.sin((2 * Math.PI * (minute + phase)) / DAY_MINUTES);
      const value = poisson(rate * day * factorOf(minute), random);
      const point = { at: BEGIN + minute * MINUTE, value };
      const detection = nextDetection(state, point, { kind: 'count' });
      state = detection.state;
      if (detection.verdict.kind === 'unusual' && minute >= learns) alarms += 1;
    }
  }
  return alarms / series;
}

function isWeekend(minute: number): boolean {
  return Math.floor(minute / DAY_MINUTES) % 7 < 2;
}

/** A factor around 1 from a gamma distribution with this whole shape. */
function gamma(shape: number, random: Random): number {
  let sum = 0;
  for (let part = 0; part < shape; part += 1) sum -= Math.log(1 - random());
  return sum / shape;
}

// Incidents in seeded traffic, with a beginning that is known, so that recall, delay and false alarms can be counted.
import {
  type DetectionRules,
  type DetectionState,
  nextDetection,
} from '@holdfast/server/detection';
import { poisson, seeded } from './detection-chance.ts';

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
/** Midnight, 1 January 2026. */
const BEGIN = 1_767_225_600_000;

const incidentKinds = ['step', 'ramp', 'spike', 'silence', 'new code', 'season shift'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

export interface Plan {
  /** Buckets of one minute in which the detector learns. Alarms do not count. */
  readonly learnDays: number;
  /** Days without an incident, in which each alarm is a false one. */
  readonly quietDays: number;
  /** The seed of the first series. @default 0 */
  readonly firstSeed?: number;
}

export interface Incident {
  readonly kind: IncidentKind;
  /** Events a minute, as the mean of a day. */
  readonly rate: number;
  /** How many times the usual rate; 0 for silence. */
  readonly factor: number;
  readonly falseAlarms: number;
  /** From the beginning of the incident to the end of the bucket that found it; absent when it was not found. */
  readonly delay?: number;
}

/** How long an incident lasts, in minutes. */
const LASTS: Readonly<Record<IncidentKind, number>> = {
  step: 360,
  ramp: 360,
  spike: 3,
  silence: 360,
  'new code': 360,
  'season shift': 1440,
};
const RAMP_MINUTES = 60;

/** Plays one series with one incident, whose kind, rate and size come from the seed. */
function playIncident(seed: number, { learnDays, quietDays }: Plan): Incident {
  const random = seeded(seed * 7919 + 17);
  const kind = incidentKinds[seed % incidentKinds.length] ?? 'step';
  const between = (low: number, high: number): number => low * (high / low) ** random();
  const rate = between(0.1, 100);
  const swing =
    (kind === 'season shift' ? 0.5 : 0) + 0.6 * random() * (kind === 'season shift' ? 0.6 : 1);
  const phase = random() * DAY_MINUTES;
  const factor = kind === 'silence' ? 0 : between(3, 20);
  const newRate = between(0.1, 10);
  const begins = Math.floor((learnDays + quietDays) * DAY_MINUTES + random() * DAY_MINUTES);
  const usual = (minute: number): number =>
    kind === 'new code'
      ? 0
      : rate * (1 + swing * Math.sin((2 * Math.PI * (minute + phase)) / DAY_MINUTES));
  const during = (minute: number): number => {
    const passed = minute - begins;
    if (kind === 'new code') return newRate;
    if (kind === 'ramp')
      return usual(minute) * (1 + (factor - 1) * Math.min(1, passed / RAMP_MINUTES));
    if (kind === 'spike') return usual(minute) * factor + 5;
    if (kind === 'season shift') return usual(minute + 480);
    return usual(minute) * factor;
  };

  const rules: DetectionRules = { kind: 'count' };
  let state: DetectionState | undefined;
  let falseAlarms = 0;
  for (let minute = 0; minute < begins + LASTS[kind]; minute += 1) {
    const value = poisson(minute < begins ? usual(minute) : during(minute), random);
    const { verdict, state: next } = nextDetection(
      state,
      { at: BEGIN + minute * MINUTE, value },
      rules,
    );
    state = next;
    const isAlarm = verdict.kind === 'unusual';
    if (minute >= begins && (isAlarm || verdict.kind === 'still-unusual')) {
      return { ...{ kind, rate, factor, falseAlarms }, delay: minute - begins + 1 };
    }
    if (isAlarm && minute >= learnDays * DAY_MINUTES) falseAlarms += 1;
  }
  return { ...{ kind, rate, factor, falseAlarms } };
}

export interface IncidentResults {
  readonly byKind: readonly {
    readonly kind: IncidentKind;
    readonly count: number;
    readonly found: number;
    /** The delay in buckets. An incident that was not found counts as the longest delay. */
    readonly medianDelay: number;
  }[];
  readonly medianDelay: number;
  /** Per series and 30 days. */
  readonly falseAlarms: number;
  readonly worstFalseAlarms: number;
}

export function playIncidents(series: number, plan: Plan): IncidentResults {
  const played = Array.from({ length: series }, (_, index) =>
    playIncident((plan.firstSeed ?? 0) + index, plan),
  );
  const byKind = incidentKinds.map((kind) => {
    const ofKind = played.filter((incident) => incident.kind === kind);
    return {
      kind,
      count: ofKind.length,
      found: ofKind.filter(({ delay }) => delay !== undefined).length,
      medianDelay: medianDelay(ofKind),
    };
  });
  const perMonth = played.map(({ falseAlarms }) => (falseAlarms * 30) / plan.quietDays);
  return {
    byKind,
    medianDelay: medianDelay(played),
    falseAlarms: perMonth.reduce((sum, count) => sum + count, 0) / played.length,
    worstFalseAlarms: Math.max(...perMonth),
  };
}

function medianDelay(incidents: readonly Incident[]): number {
  const sorted = incidents
    .map(({ delay }) => delay ?? Number.POSITIVE_INFINITY)
    .toSorted((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

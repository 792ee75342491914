import type { Why } from './why.ts';

type Kind = Why['kind'];

/** The members of each kind, so that a new kind does not compile until it has its line. */
const NUMBERS: Readonly<Record<Kind, readonly string[]>> = {
  threshold: ['value', 'limit', 'windowMs', 'events'],
  burnRate: ['burns', 'factor', 'objective', 'bad', 'all', 'windowMs'],
  absence: ['windowMs', 'before', 'beforeMs'],
  newKind: ['firstAt', 'events'],
  anomaly: ['value', 'expected', 'score', 'stepMs'],
  forecast: ['spent', 'low', 'expected', 'high', 'limit', 'endsAt'],
  custom: [],
};
const TEXTS: Readonly<Record<Kind, readonly string[]>> = {
  threshold: ['what', 'is'],
  burnRate: [],
  absence: [],
  newKind: ['operation', 'detail', 'release'],
  anomaly: ['is'],
  forecast: [],
  custom: ['text'],
};
/** No calendar has a day for a time beyond it. */
const LAST_TIME = 8.64e15;

/** Whether a stored reason has all members of its kind, so that a sentence can be made of it. */
export function isWhy(stored: unknown): stored is Why {
  const why = Object(stored) as Readonly<Record<string, unknown>>;
  const { kind } = why;
  if (typeof kind !== 'string' || !Object.hasOwn(NUMBERS, kind)) return false;
  return (
    NUMBERS[kind as Kind].every((member) => Number.isFinite(why[member])) &&
    TEXTS[kind as Kind].every((member) => typeof why[member] === 'string') &&
    ['firstAt', 'endsAt'].every((member) => Math.abs(Number(why[member] ?? 0)) <= LAST_TIME)
  );
}

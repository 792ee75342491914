import type { HistoryEvent, NoteEvent } from './history.ts';

export const PROMISES = [
  'acknowledged is kept',
  'applied at most once',
  'lane order',
  'own name only',
  'drains when healthy',
] as const;
export type Promised = (typeof PROMISES)[number];

export interface Violation {
  readonly promise: Promised;
  readonly what: string;
}

export interface JudgeOptions {
  /** Lanes that cannot be sent, because their server is dead until the end. */
  readonly deadLanes?: readonly string[];
}

/** Judges the whole history of one trial, which ends with what was left on the device. */
export function judgeHistory(
  history: readonly HistoryEvent[],
  { deadLanes = [] }: JudgeOptions = {},
): readonly Violation[] {
  const notes = history.filter((event): event is NoteEvent => event.type !== 'killed');
  const of = (type: NoteEvent['type']): readonly NoteEvent[] =>
    notes.filter((event) => event.type === type);
  const applied = of('applied');
  const kept = new Set(notes.filter(({ type }) => ENDS.has(type)).map(({ id }) => id));

  const lost = of('acknowledged').filter(({ id }) => !kept.has(id));
  const doubled = applied.filter(
    ({ id }, index) => applied.findIndex((other) => other.id === id) < index,
  );
  const firsts = applied.filter((event) => !doubled.includes(event));
  const misplaced = firsts.filter(({ lane, seq }, index) =>
    firsts.slice(0, index).some((before) => before.lane === lane && before.seq > seq),
  );
  const owners = new Map(of('called').map(({ id, owner }) => [id, owner]));
  const foreign = of('received').filter(({ id, owner }) => (owners.get(id) ?? owner) !== owner);
  const stuck = of('pending').filter(({ lane }) => !deadLanes.includes(lane));

  return [
    ...told('acknowledged is kept', lost),
    ...told('applied at most once', doubled),
    ...told('lane order', misplaced),
    ...told('own name only', foreign),
    ...told('drains when healthy', stuck),
  ];
}

const ENDS: ReadonlySet<string> = new Set([
  'applied',
  'pending',
  'dead',
  'cancelled',
  'quarantined',
]);

function told(promise: Promised, events: readonly NoteEvent[]): readonly Violation[] {
  return events.map(({ id, lane, seq, owner }) => ({
    promise,
    what: `${id} (${owner}, lane ${lane}, place ${seq})`,
  }));
}

import type { EntryView } from '@holdfast/core';

export interface LaneRow {
  readonly entry: EntryView;
  /** Whether it is the first of its lane, so that the others wait for it. */
  readonly isHead: boolean;
}

/** The entries lane by lane. The lane with the oldest head comes first. */
export function laneRows(entries: readonly EntryView[]): readonly LaneRow[] {
  const lanes = new Map<string, EntryView[]>();
  for (const entry of entries.toSorted((a, b) => a.seq - b.seq)) {
    const lane = lanes.get(entry.lane);
    if (lane) lane.push(entry);
    else lanes.set(entry.lane, [entry]);
  }
  return [...lanes.values()].flatMap((lane) =>
    lane.map((entry, place) => ({ entry, isHead: place === 0 })),
  );
}

const WAITS: Readonly<Record<string, string>> = {
  lane: 'an earlier entry of its lane',
  entry: 'another entry that must be applied first',
  time: 'its time',
  user: 'the user or the app',
  address: 'its address to answer again',
  place: 'a place among the sends under way',
  tab: 'another tab or worker that sends',
};

/** The state of an entry in words, with what the entry waits for. */
export function standingOf({ state, waitsFor }: EntryView): string {
  const why =
    state.kind === 'blocked'
      ? `: ${state.reason}`
      : 'failure' in state && state.failure
        ? `: ${state.failure.code}`
        : '';
  const waits = waitsFor === undefined ? '' : `, waits for ${WAITS[waitsFor] ?? waitsFor}`;
  return `${state.kind}${why}${waits}`;
}

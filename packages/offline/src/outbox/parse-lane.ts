import { areTexts, membersOf } from '../database/row.ts';

/** What the user said of a lane, as it lies in the database. The empty lane stands for all lanes of the owner. */
export interface LaneRow {
  readonly owner: string;
  readonly lane: string;
  readonly paused: boolean;
}

/** A row about a lane; `undefined` when it does not say whose lane is paused or not. */
export function parseLane(row: unknown): LaneRow | undefined {
  const { owner, lane, paused } = membersOf(row);
  return areTexts(owner, lane) && typeof paused === 'boolean' ? (row as LaneRow) : undefined;
}

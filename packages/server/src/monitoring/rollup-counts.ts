import type { AffectedSession, RollupRow } from './rollup.ts';

/** Counts that the store does not have yet. */
export interface RollupCounts {
  count(row: RollupRow): void;
  reach(session: AffectedSession): void;
  /** Takes all counts out. */
  take(): TakenCounts;
  /** Puts back the counts that the store did not take. */
  putBack(taken: TakenCounts): void;
  /** Counts them as dropped: the store may have them, or not. */
  drop(taken: TakenCounts): void;
  /** How many counts were dropped, because too many rows waited or the store may have them already. */
  readonly dropped: number;
}

export interface TakenCounts {
  readonly rows: readonly RollupRow[];
  readonly affected: readonly AffectedSession[];
}

type Counting = { -readonly [TKey in keyof RollupRow]: RollupRow[TKey] };
/** The rows of one minute and one release: by measure, operation and detail. */
type Group = Map<string, Map<string, Map<string, Counting>>>;

/** Counts in memory, in at most `maxRows` rows and as many sessions. Beyond that it counts only in existing rows. */
export function createRollupCounts(maxRows: number): RollupCounts {
  let rows: Counting[] = [];
  let groups = new Map<string, Group>();
  let affected = new Map<string, AffectedSession>();
  let dropped = 0;
  // Nearly every count has the same minute and release as the previous one.
  let last:
    { readonly minute: number; readonly release: string; readonly group: Group } | undefined;

  const groupOf = (minute: number, release: string): Group => {
    if (last?.minute === minute && last.release === release) return last.group;
    last = { minute, release, group: within(groups, `${minute} ${release}`) };
    return last.group;
  };
  // Maps within maps, because joining the words of a row to one key takes longer than looking each of them up.
  const count = (row: RollupRow): void => {
    const { minute, measure, operation, detail, release } = row;
    const details = within(within(groupOf(minute, release), measure), operation);
    const before = details.get(detail);
    if (before) {
      before.count += row.count;
    } else if (rows.length < maxRows) {
      const added = { ...row };
      rows.push(added);
      details.set(detail, added);
    } else {
      dropped += 1;
    }
  };
  const reach = (one: AffectedSession): void => {
    const key = `${one.minute}\n${one.operation}\n${one.code}\n${one.session}`;
    if (affected.has(key)) return;
    if (affected.size < maxRows) affected.set(key, one);
    else dropped += 1;
  };
  return {
    count,
    reach,
    take() {
      const taken = { rows, affected: [...affected.values()] };
      [rows, groups, affected] = [[], new Map(), new Map()];
      last = undefined;
      return taken;
    },
    putBack(taken) {
      for (const row of taken.rows) count(row);
      for (const one of taken.affected) reach(one);
    },
    drop(taken) {
      dropped += taken.rows.length + taken.affected.length;
    },
    get dropped() {
      return dropped;
    },
  };
}

function within<TKey, TInner>(
  outer: Map<TKey, Map<string, TInner>>,
  key: TKey,
): Map<string, TInner> {
  const inner = outer.get(key);
  if (inner) return inner;
  const made = new Map<string, TInner>();
  outer.set(key, made);
  return made;
}

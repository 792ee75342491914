import {
  type AffectedQuery,
  type AffectedSession,
  type RollupRange,
  type RollupRow,
  type RollupStore,
  stepOf,
} from './rollup.ts';

/** For tests and for servers without a database: the counts are lost when the process ends. */
export function memoryRollupStore(): RollupStore {
  const rows = new Map<string, RollupRow>();
  const sessions = new Map<string, AffectedSession>();

  const affected = ({ from, to, operation, code }: AffectedQuery): readonly AffectedSession[] =>
    [...sessions.values()].filter(
      (one) =>
        one.minute >= from &&
        one.minute < to &&
        (operation === undefined || one.operation === operation) &&
        (code === undefined || one.code === code),
    );
  return {
    async add(added, reached = []) {
      for (const row of added) addRow(rows, row);
      for (const one of reached) {
        sessions.set([one.minute, one.operation, one.code, one.session].join('\n'), one);
      }
    },
    async read(range, measures) {
      const { from, to } = range;
      const joined = new Map<string, RollupRow>();
      for (const row of rows.values()) {
        if (row.minute < from || row.minute >= to) continue;
        if (measures && !measures.includes(row.measure)) continue;
        addRow(joined, { ...row, minute: beginningOf(row.minute, range) });
      }
      return [...joined.values()];
    },
    affectedSessions: async (query) => new Set(affected(query).map(({ session }) => session)).size,
    async affectedSteps(query) {
      const steps = sessionsBy(affected(query), ({ minute }) => beginningOf(minute, query));
      return [...steps]
        .map(([minute, reached]) => ({ minute, sessions: reached.size }))
        .toSorted((one, other) => one.minute - other.minute);
    },
    async affectedFailures(query) {
      const failures = sessionsBy(affected(query), ({ operation, code }) =>
        [operation, code].join('\n'),
      );
      return [...failures]
        .toSorted(([name, one], [next, other]) => other.size - one.size || (name < next ? -1 : 1))
        .map(([name, reached]) => {
          const [operation = '', code = ''] = name.split('\n');
          return { operation, code, sessions: reached.size };
        });
    },
    async prune(before, limit = Number.POSITIVE_INFINITY) {
      let removed = 0;
      for (const kept of [rows, sessions]) {
        for (const [key, { minute }] of kept) {
          if (removed >= limit) return removed;
          if (minute < before && kept.delete(key)) removed += 1;
        }
      }
      return removed;
    },
  };
}

function addRow(rows: Map<string, RollupRow>, row: RollupRow): void {
  const key = [row.minute, row.measure, row.operation, row.detail, row.release].join('\n');
  const before = rows.get(key);
  rows.set(key, before ? { ...row, count: before.count + row.count } : row);
}

function beginningOf(minute: number, range: Pick<RollupRange, 'stepMs'>): number {
  const step = stepOf(range);
  return Math.floor(minute / step) * step;
}

function sessionsBy<TKey>(
  affected: readonly AffectedSession[],
  keyOf: (one: AffectedSession) => TKey,
): ReadonlyMap<TKey, ReadonlySet<string>> {
  const groups = new Map<TKey, Set<string>>();
  for (const one of affected) {
    const key = keyOf(one);
    const group = groups.get(key) ?? new Set();
    groups.set(key, group.add(one.session));
  }
  return groups;
}

import type { Told } from './page/told.ts';
import type { Dark } from './watch-spells.ts';

/** The recovery of all operations of a run. */
export interface Recovery {
  readonly operations: number;
  /** Operations that a fault touched. */
  readonly troubled: number;
  readonly recovered: number;
  /** Time from the end of the last fault that touched an operation to its success. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
  /** How the others ended. */
  readonly lost: readonly string[];
}

/**
 * Judges a run. A fault touched an operation if the operation ever left its normal course, or if it was under way in a
 * spell. The fault clears when the last spell that the operation waited through ends; a single broken answer clears at
 * once.
 */
export function judge(told: readonly Told[], dark: readonly Dark[]): Recovery {
  const times: number[] = [];
  const lost: string[] = [];
  let troubled = 0;
  for (const { kind, startedAt, doneAt, troubledAt, end } of told) {
    const until = doneAt ?? Number.POSITIVE_INFINITY;
    const spells = dark.filter(({ from, to }) => startedAt < to && until > from);
    if (troubledAt === undefined && spells.length === 0 && doneAt !== undefined) continue;
    troubled += 1;
    if (doneAt === undefined) {
      lost.push(`${kind}: ${end}`);
      continue;
    }
    const clear = Math.max(troubledAt ?? startedAt, ...spells.map(({ to }) => to));
    times.push(Math.max(0, doneAt - clear));
  }
  const ordered = times.toSorted((one, other) => one - other);
  const at = (share: number): number =>
    ordered[Math.max(0, Math.ceil(share * ordered.length) - 1)] ?? 0;
  return {
    operations: told.length,
    ...{ troubled, recovered: times.length, lost },
    ...{ p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) },
  };
}

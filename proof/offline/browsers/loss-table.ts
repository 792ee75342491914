import { toTable } from '../../../scripts/written-section.ts';
import { upperBound } from '../history/bound.ts';
import type { Promised } from '../history/check-history.ts';
import type { Verdict } from './verdict-file.ts';

const KILL = 'kill';

/**
 * How many kills of a browser made each contestant break a promise: one row for a contestant in an engine. The last
 * column bounds the rate of kills that break any promise, with 95 % confidence.
 */
export function lossTable(verdicts: readonly Verdict[]): string {
  const sound = verdicts.filter(({ fault, broken }) => fault === KILL && broken === undefined);
  const groups = Map.groupBy(sound, ({ contestant, engine }) => `${contestant}, ${engine}`);
  return toTable([
    ['', 'kills', 'acknowledged', 'lost', 'done twice', 'out of order', 'stuck', 'rate of any'],
    ...[...groups]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, trials]) => {
        const after = (...any: readonly Promised[]): number =>
          trials.filter(({ violations }) => violations.some(({ promise }) => any.includes(promise)))
            .length;
        const acknowledged = trials.reduce((sum, trial) => sum + trial.acknowledged, 0);
        const any = after('kept', 'once', 'order', 'owner', 'drains');
        return [
          ...[name, trials.length, acknowledged],
          ...[after('kept'), after('once'), after('order'), after('drains')],
          `< ${(100 * upperBound(any, trials.length)).toFixed(1)} %`,
        ];
      }),
  ]);
}

import { promises, type Promised } from '../history/check-history.ts';
import { upperBound } from '../history/bound.ts';
import { STAGES } from './plan-trial.ts';
import type { Verdict } from './verdict-file.ts';

/** The promises that trials in browsers put to the test. */
const TESTED: readonly Promised[] = ['kept', 'once', 'order', 'owner', 'drains', 'lag'];

type Row = Readonly<Record<string, string | number>>;

/** One row for each contestant and promise. A trial with several violations of a promise counts once. */
export function promiseRows(verdicts: readonly Verdict[], seed: number): readonly Row[] {
  return groups(verdicts).flatMap(([name, trials]) =>
    TESTED.filter((promise) => promise !== 'lag' || trials.some(isOfDeadLane)).map((promise) => {
      const broken = trials.filter(({ violations }) =>
        violations.some((violation) => violation.promise === promise),
      ).length;
      const bound = upperBound(broken, trials.length);
      return {
        contestant: name,
        promise: promises[promise],
        trials: trials.length,
        violations: broken,
        '95 % bound': `< ${(100 * bound).toFixed(1)} %`,
        seed,
      };
    }),
  );
}

/** How the kills are spread over the stages, and sends and effects beside the acknowledged entries. */
export function spreadRows(verdicts: readonly Verdict[]): readonly Row[] {
  return groups(verdicts).map(([name, trials]) => {
    const share = (stage: string): string =>
      `${Math.round((100 * trials.filter((one) => one.stage === stage).length) / trials.length)} %`;
    const sum = (of: (verdict: Verdict) => number): number =>
      trials.reduce((total, verdict) => total + of(verdict), 0);
    return {
      contestant: name,
      kills: trials.length,
      ...Object.fromEntries(STAGES.map((stage) => [stage, share(stage)])),
      elsewhere: share('elsewhere'),
      acknowledged: sum(({ acknowledged }) => acknowledged),
      sends: sum(({ sends }) => sends),
      effects: sum(({ effects }) => effects),
      'drained, ms p95': quantile(
        trials.map(({ drainedMs }) => drainedMs),
        0.95,
      ),
    };
  });
}

function groups(verdicts: readonly Verdict[]): [string, Verdict[]][] {
  const sound = verdicts.filter(({ broken }) => broken === undefined);
  return [...Map.groupBy(sound, nameOf)].toSorted(([a], [b]) => a.localeCompare(b));
}

/** Only these trials measure how far a healthy lane is behind. */
function isOfDeadLane({ fault }: Verdict): boolean {
  return fault === 'one lane dead';
}

function nameOf({ contestant, engine, fault }: Verdict): string {
  return `${contestant}, ${engine}${fault === 'kill' ? '' : `, ${fault}`}`;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
}

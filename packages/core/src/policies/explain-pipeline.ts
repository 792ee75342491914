import { policiesOf } from '#composition';
import type { PolicyKind } from './policy-description.ts';

const WHAT: Readonly<Record<PolicyKind, string>> = {
  fallback: 'answers in place of work that failed',
  deadline: 'ends the whole call',
  retry: 'tries again when the failure says that it helps and that it is safe',
  hedge: 'begins slow work once more beside the first',
  'circuit breaker': 'leaves a failing server alone',
  'rate limit': 'keeps to a rate',
  bulkhead: 'limits how many work at the same time',
  timeout: 'ends one attempt',
  telemetry: 'tells a sink of each attempt',
};

/**
 * Says in plain sentences which policies a pipeline has, outermost first, with every option that applies.
 * A production build no longer knows, and of a function that is no pipeline nobody knows.
 */
export function explainPipeline(run: (...call: never) => unknown): string {
  const policies = policiesOf(run);
  if (policies === null) return 'Its policies are explained where they are developed.';
  if (!policies) return "Its attempts are up to the app's own guard.";
  if (policies.length === 0) return 'One attempt, with no policy.';
  return policies
    .map(({ kind, rules }, index) => {
      const options = Object.entries(rules).flatMap(([name, value]) => {
        const said = say(value);
        return said === undefined ? [] : `${name} ${said}`;
      });
      const told = options.length > 0 ? `: ${options.join(', ')}` : '';
      return `${index + 1}. ${kind} ${WHAT[kind]}${told}.`;
    })
    .join('\n');
}

function say(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'string') return String(value);
  return undefined;
}

import { pipelineInvalid } from './pipeline-invalid.ts';
import type { Policy, PolicyKind } from './policy.ts';

type OrderRule = readonly [outer: PolicyKind, inner: PolicyKind, remedy: string];

const COVERS_ALL = 'Put the deadline first: it covers everything that comes after it.';
const ORDER: readonly OrderRule[] = [
  ['deadline', 'retry', COVERS_ALL],
  ['deadline', 'circuit-breaker', COVERS_ALL],
  ['deadline', 'timeout', COVERS_ALL],
  ['deadline', 'bulkhead', COVERS_ALL],
  [
    'retry',
    'circuit-breaker',
    'Put the circuit breaker after retry, so that it sees every attempt.',
  ],
  [
    'retry',
    'timeout',
    'Put timeout after retry: it ends one attempt. To end them all, use deadline.',
  ],
  ['retry', 'bulkhead', 'Put the bulkhead after retry, or slots are held while nobody works.'],
  ['circuit-breaker', 'timeout', 'Put the circuit breaker before timeout, or it never sees one.'],
];

const ONLY_ONE: Readonly<Record<PolicyKind, string>> = {
  deadline: 'Keep one deadline, the shorter.',
  retry: 'Keep one retry: two multiply their attempts.',
  'circuit-breaker': 'Keep one circuit breaker: what counts for one counts for both.',
  timeout: 'Keep one timeout, the shorter. To end the whole call, use deadline.',
  bulkhead: 'Keep one bulkhead: the narrower decides.',
};

/** Refuses policies that cannot do together what they say, each time with the way out. */
export function checkComposition(policies: readonly Policy[]): void {
  const places = new Map<PolicyKind, number>();
  for (const [place, { kind }] of policies.entries()) {
    if (places.has(kind)) throw pipelineInvalid(ONLY_ONE[kind]);
    places.set(kind, place);
  }
  for (const [outer, inner, remedy] of ORDER) {
    if ((places.get(outer) ?? -1) > (places.get(inner) ?? Infinity)) throw pipelineInvalid(remedy);
  }
  const limitMs = (kind: PolicyKind): number | undefined =>
    policies.find((policy) => policy.kind === kind)?.limitMs;
  if ((limitMs('timeout') ?? 0) >= (limitMs('deadline') ?? Infinity)) {
    throw pipelineInvalid('Make the timeout shorter than the deadline, or leave it out.');
  }
}

import type { EvidenceKind, ThreatRules } from './threat-rules.ts';

interface Past {
  /** Blocks that are not forgotten yet. */
  readonly strikes: number;
  /** When the last block ended, or will: from here on time forgives. */
  readonly struckAt: number;
}

/** What is known of a party. Times are wall-clock milliseconds. */
export type ThreatState =
  | (Past & {
      readonly kind: 'watched';
      /** Points as they were at that time; they fade. */
      readonly score: number;
      readonly at: number;
    })
  | (Past & {
      readonly kind: 'blocked';
      readonly since: number;
      readonly until: number;
      /** The kind of evidence that decided it. */
      readonly reason: EvidenceKind;
    });

export type ThreatEvent =
  | { readonly type: 'evidence'; readonly evidence: EvidenceKind; readonly at: number }
  /** Somebody decided that the block was wrong. */
  | { readonly type: 'lifted'; readonly at: number };

type Blocked = Extract<ThreatState, { readonly kind: 'blocked' }>;

export function isBlocked(state: ThreatState | undefined, at: number): state is Blocked {
  return state?.kind === 'blocked' && at < state.until;
}

/** What is known of a party after an event. What counts against it fades, and so do its blocks. */
export function nextThreatState(
  state: ThreatState | undefined,
  event: ThreatEvent,
  rules: ThreatRules,
): ThreatState {
  const { at } = event;
  if (event.type === 'lifted') return lifted(state, at);
  // Whatever was under way when the block began is part of what it is for.
  if (isBlocked(state, at)) return state;

  const { points, ceiling = Infinity, blockMs } = rules.weights[event.evidence];
  const before = scoreAt(state, at, rules);
  const score = Math.max(before, Math.min(before + points, ceiling));
  if (score < rules.threshold) {
    const { strikes, struckAt } = state ?? CLEAN;
    return { kind: 'watched', score, at, strikes, struckAt };
  }
  const strikes = strikesAt(state, at, rules);
  const until = at + Math.min(blockMs * 2 ** strikes, rules.maxBlockMs);
  return {
    kind: 'blocked',
    since: at,
    until,
    reason: event.evidence,
    strikes: strikes + 1,
    struckAt: until,
  };
}

const CLEAN: Past = { strikes: 0, struckAt: 0 };

// A block that was wrong is no strike.
function lifted(state: ThreatState | undefined, at: number): ThreatState {
  const { strikes } = state ?? CLEAN;
  const left = isBlocked(state, at) ? strikes - 1 : strikes;
  return { kind: 'watched', score: 0, at, strikes: left, struckAt: at };
}

function scoreAt(state: ThreatState | undefined, at: number, { halfLifeMs }: ThreatRules): number {
  // A block that is over has settled what led to it.
  if (state?.kind !== 'watched') return 0;
  // A clock that was set back makes nothing weigh more.
  return state.score * 2 ** (-Math.max(0, at - state.at) / halfLifeMs);
}

function strikesAt(state: ThreatState | undefined, at: number, { forgiveMs }: ThreatRules): number {
  const { strikes, struckAt } = state ?? CLEAN;
  return Math.max(0, strikes - Math.floor(Math.max(0, at - struckAt) / forgiveMs));
}

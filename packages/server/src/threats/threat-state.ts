import type { EvidenceKind, ThreatRules } from './threat-rules.ts';

interface Past {
  /** Blocks that are not forgotten yet. */
  readonly strikes: number;
  /** When the last block ended, or will: from here on time forgives. */
  readonly struckAt: number;
  /** When the party last proved its identity with a right secret. */
  readonly provenAt?: number;
}

/** The evidence against a party, and its block. Times are wall-clock milliseconds. */
export type ThreatState =
  | (Past & {
      readonly kind: 'watched';
      /** Points at that time. They fade. */
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
  /** An administrator decided that the block was wrong. */
  | { readonly type: 'lifted'; readonly at: number }
  /** The party showed a right secret: earlier evidence no longer counts. */
  | { readonly type: 'proven'; readonly at: number }
  /** The evidence was counted in advance and turned out to be none. */
  | {
      readonly type: 'withdrawn';
      readonly evidence: EvidenceKind;
      readonly at: number;
      /** The states before and after it was counted. */
      readonly counted: {
        readonly before: ThreatState | undefined;
        readonly after: ThreatState;
      };
    };

type Blocked = Extract<ThreatState, { readonly kind: 'blocked' }>;

export function isBlocked(state: ThreatState | undefined, at: number): state is Blocked {
  return state?.kind === 'blocked' && at < state.until;
}

/** How long a block still lasts: never longer than its full length, also after the clock was set. */
export function remainingMs(state: ThreatState | undefined, at: number): number {
  return isBlocked(state, at) ? Math.min(state.until - at, state.until - state.since) : 0;
}

/** Whether a block begins after now: the clock was set back, or that of the server that blocked is ahead. */
export function beginsLater(state: ThreatState | undefined, at: number): state is Blocked {
  return state?.kind === 'blocked' && at < state.since;
}

/** The state of a party after an event. Evidence fades, and so do blocks. */
export function nextThreatState(
  given: ThreatState | undefined,
  event: ThreatEvent,
  rules: ThreatRules,
): ThreatState {
  const { at } = event;
  const state = given && byClock(given, at);
  switch (event.type) {
    case 'lifted':
      return lifted(state, at);
    case 'proven':
      return { ...lifted(state, at), provenAt: at };
    case 'withdrawn':
      return withdrawn(state, event, rules);
    case 'evidence':
      return judged(state, event, rules);
  }
}

/**
 * The state for a clock that shows `at`. A block that begins later by this clock begins now, so a clock that was set
 * back neither lengthens it nor forgets it. Time that has not come yet forgives nothing.
 */
function byClock(state: ThreatState, at: number): ThreatState {
  if (beginsLater(state, at)) {
    const until = at + (state.until - state.since);
    return { ...state, since: at, until, struckAt: until };
  }
  if (state.kind === 'watched' && at < state.struckAt) return { ...state, struckAt: at };
  return state;
}

function judged(
  state: ThreatState | undefined,
  { evidence, at }: Extract<ThreatEvent, { readonly type: 'evidence' }>,
  rules: ThreatRules,
): ThreatState {
  // Requests that were under way when the block began belong to the cause of the block.
  if (isBlocked(state, at)) return state;

  const { points, ceiling = Infinity, blockMs } = rules.weights[evidence];
  const before = scoreAt(state, at, rules);
  const score = Math.max(before, Math.min(before + points, ceiling));
  if (score < rules.threshold) return watched(state, { score, at });
  const strikes = strikesAt(state, at, rules);
  const until = at + Math.min(blockMs * 2 ** strikes, rules.maxBlockMs);
  return {
    kind: 'blocked',
    since: at,
    until,
    reason: evidence,
    ...pastOf(state),
    strikes: strikes + 1,
    struckAt: until,
  };
}

function withdrawn(
  state: ThreatState | undefined,
  { evidence, at, counted }: Extract<ThreatEvent, { readonly type: 'withdrawn' }>,
  rules: ThreatRules,
): ThreatState {
  const { before, after } = counted;
  // Takes back the block that this evidence caused. A block for other reasons stays.
  if (isBlocked(state, at)) {
    const isItsOwn =
      after.kind === 'blocked' && after.until === state.until && !isBlocked(before, at);
    return isItsOwn ? (before ?? watched(undefined, { score: 0, at })) : state;
  }
  const score = Math.max(0, scoreAt(state, at, rules) - rules.weights[evidence].points);
  return watched(state, { score, at });
}

function pastOf(state: ThreatState | undefined): Past {
  const { strikes, struckAt, provenAt } = state ?? CLEAN;
  return { strikes, struckAt, ...(provenAt === undefined ? {} : { provenAt }) };
}

function watched(
  state: ThreatState | undefined,
  { score, at }: { readonly score: number; readonly at: number },
): Extract<ThreatState, { readonly kind: 'watched' }> {
  return { kind: 'watched', score, at, ...pastOf(state) };
}

const CLEAN: Past = { strikes: 0, struckAt: 0 };

// A block that was wrong is no strike.
function lifted(state: ThreatState | undefined, at: number): ThreatState {
  const past = pastOf(state);
  const strikes = isBlocked(state, at) ? past.strikes - 1 : past.strikes;
  return { kind: 'watched', score: 0, at, ...past, strikes, struckAt: at };
}

/** The score against a party now. */
export function scoreAt(
  state: ThreatState | undefined,
  at: number,
  { halfLifeMs }: Pick<ThreatRules, 'halfLifeMs'>,
): number {
  // A block that is over has settled what led to it.
  if (state?.kind !== 'watched') return 0;
  // A clock that was set back makes nothing weigh more.
  return state.score * 2 ** (-Math.max(0, at - state.at) / halfLifeMs);
}

function strikesAt(state: ThreatState | undefined, at: number, { forgiveMs }: ThreatRules): number {
  const { strikes, struckAt } = state ?? CLEAN;
  return Math.max(0, strikes - Math.floor(Math.max(0, at - struckAt) / forgiveMs));
}

/** The kinds of evidence against a party. */
export type EvidenceKind =
  | 'attack'
  | 'attack-in-prose'
  /** Counts against the name that was tried. */
  | 'sign-in-failed'
  /** The same, but against the address: many users may share one, and each may forget a password. */
  | 'guessing'
  | 'key-reused';

/** How much one kind of evidence weighs. */
export interface EvidenceWeight {
  readonly points: number;
  /** Where this kind alone stops adding up; below the threshold it never decides anything. @default none */
  readonly ceiling?: number;
  /** The first block that this kind decides on. */
  readonly blockMs: number;
}

export interface ThreatRules {
  /** Points at which a party is blocked. @default 100 */
  readonly threshold: number;
  /** After this time half of the points are left. @default 600_000 */
  readonly halfLifeMs: number;
  /** Each block is twice as long as the one before, up to this. @default 86_400_000 */
  readonly maxBlockMs: number;
  /** After each such time without a block, one earlier block is forgotten. @default 604_800_000 */
  readonly forgiveMs: number;
  /** @default see `defaultThreatRules` */
  readonly weights: Readonly<Record<EvidenceKind, EvidenceWeight>>;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * Three attacks block for a quarter of an hour; ten wrong passwords for one name, or ten reused keys, for five minutes;
 * 25 wrong passwords from one address for a quarter of an hour. Signs of attacks in prose add weight to other evidence,
 * but never block a party alone.
 */
export const defaultThreatRules: ThreatRules = {
  threshold: 100,
  halfLifeMs: 10 * MINUTE_MS,
  maxBlockMs: DAY_MS,
  forgiveMs: 7 * DAY_MS,
  weights: {
    attack: { points: 40, blockMs: 15 * MINUTE_MS },
    'attack-in-prose': { points: 5, ceiling: 50, blockMs: 5 * MINUTE_MS },
    'sign-in-failed': { points: 11, blockMs: 5 * MINUTE_MS },
    guessing: { points: 4, blockMs: 15 * MINUTE_MS },
    'key-reused': { points: 11, blockMs: 5 * MINUTE_MS },
  },
};

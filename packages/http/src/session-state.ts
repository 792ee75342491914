/**
 * Which news is the later one, counted over all tabs: that of a later sign-in or sign-out, and within one
 * sign-in that of a later renewal. So a renewal never outlives the sign-in that it was for.
 */
export interface SessionAge {
  /**
   * When somebody signed in or out last, or 0 for who was signed in before. By the clock, so that it
   * counts in tabs that heard of no other; its fraction is drawn, so that two that fall together differ.
   */
  readonly signIn: number;
  /** The renewals of this sign-in. */
  readonly generation: number;
}

/** What a tab knows of its session. `ended`: nobody is signed in, and somebody has to. */
export type SessionState = SessionNews | (SessionAge & { readonly kind: 'unknown' });

/** News of a session, from this tab or another. */
export type SessionNews =
  | (SessionAge & { readonly kind: 'active'; readonly token: string })
  | (SessionAge & { readonly kind: 'ended' });

export const UNKNOWN_SESSION: SessionState = { kind: 'unknown', signIn: 0, generation: 0 };

export function isNewer(one: SessionAge, other: SessionAge): boolean {
  return one.signIn === other.signIn
    ? one.generation > other.generation
    : one.signIn > other.signIn;
}

/** Takes in news. What is older than what is known, or of the same age, changes nothing. */
export function nextSession(state: SessionState, news: SessionNews): SessionState {
  return isNewer(news, state) ? news : state;
}

/** The age of what is told when somebody signs in or out now. */
export function ageOfSignIn({ signIn }: SessionAge, now: number, drawn: number): SessionAge {
  return { signIn: Math.max(signIn + 1, now) + drawn, generation: 0 };
}

/** The age of what comes of a renewal that was begun at this one. */
export function ageOfRenewal({ signIn, generation }: SessionAge): SessionAge {
  return { signIn, generation: generation + 1 };
}

/** Whether what was sent with one may be sent with the other: a token of the same sign-in, or the first. */
export function isSameSession(used: SessionState, newer: SessionState): boolean {
  return used.kind === 'unknown' || used.signIn === newer.signIn;
}

/** Reads what came from another tab, which may be of another version. */
export function parseNews(message: unknown): SessionNews | undefined {
  const age = parseAge(message);
  if (!age) return undefined;
  const { kind, token } = message as Partial<Record<string, unknown>>;
  if (kind === 'ended') return { ...age, kind };
  return kind === 'active' && typeof token === 'string' ? { ...age, kind, token } : undefined;
}

export function parseAge(message: unknown): SessionAge | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { signIn, generation } = message as Partial<Record<string, unknown>>;
  return typeof signIn === 'number' && Number.isFinite(signIn) && Number.isSafeInteger(generation)
    ? { signIn, generation: generation as number }
    : undefined;
}

/**
 * The age of news, counted over all tabs. News of a later sign-in or sign-out is newer, and within one sign-in the
 * news of a later renewal. So a renewal never outlives its sign-in.
 */
export interface SessionAge {
  /**
   * When a user last signed in or out, or 0 for the user who was signed in before this tab opened. It is a time of the
   * clock, so that it is also newer in tabs that heard no other news. Its fraction is random, so that two of the same
   * millisecond differ.
   */
  readonly signIn: number;
  /** The renewals of this sign-in. */
  readonly generation: number;
}

/** A tab's knowledge of its session. `ended`: no user is signed in, and a user has to sign in. */
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

/** Takes in news. News that is not newer than the state changes nothing. */
export function nextSession(state: SessionState, news: SessionNews): SessionState {
  return isNewer(news, state) ? news : state;
}

/** The age of the news when a user signs in or out now. */
export function ageOfSignIn({ signIn }: SessionAge, now: number, drawn: number): SessionAge {
  return { signIn: Math.max(signIn + 1, now) + drawn, generation: 0 };
}

/** The age of the news from a renewal that began at this age. */
export function ageOfRenewal({ signIn, generation }: SessionAge): SessionAge {
  return { signIn, generation: generation + 1 };
}

/**
 * Whether a request that was sent at the first age may be sent again at the second: both tokens are of one sign-in, or
 * the request was sent before the first sign-in.
 */
export function isSameSession(used: SessionState, newer: SessionState): boolean {
  return used.kind === 'unknown' || used.signIn === newer.signIn;
}

/** Reads a message of another tab, which may run another version. */
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

/**
 * What a tab knows of its session. Each renewal is one generation, counted over all tabs, so that who is
 * refused with a token can tell whether a newer one is there already. `ended`: the server renews it no
 * more, and somebody has to sign in.
 */
export type SessionState =
  | { readonly kind: 'unknown'; readonly generation: number }
  | { readonly kind: 'active'; readonly generation: number; readonly token: string }
  | { readonly kind: 'ended'; readonly generation: number };

/** News of a session, from this tab or another. */
export type SessionNews =
  | { readonly kind: 'active'; readonly generation: number; readonly token: string }
  | { readonly kind: 'ended'; readonly generation: number };

export const UNKNOWN_SESSION: SessionState = { kind: 'unknown', generation: 0 };

/** Takes in news. What is older than what is known, or of the same generation, changes nothing. */
export function nextSession(state: SessionState, news: SessionNews): SessionState {
  return news.generation > state.generation ? news : state;
}

/** Reads what came from another tab, which may be of another version. */
export function parseNews(message: unknown): SessionNews | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { kind, generation, token } = message as Partial<Record<string, unknown>>;
  if (!Number.isSafeInteger(generation)) return undefined;
  const known = { generation: generation as number };
  if (kind === 'ended') return { ...known, kind };
  return kind === 'active' && typeof token === 'string' ? { ...known, kind, token } : undefined;
}

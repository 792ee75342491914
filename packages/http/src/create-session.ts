import { createCell, Failure, isFailure, type Observable } from '@holdfast/core';
import {
  type ChannelPort,
  isRefusal,
  type LockPort,
  type Platform,
  sleep,
  webClock,
  requireOptions,
} from '@holdfast/core/parts';
import { TIMEOUT } from '@holdfast/core/failures';
import type { Tokens } from './carry-token.ts';
import { holdWithin } from './hold-within.ts';
import { ANSWER_WITHIN_MS, openNewsLine } from './session-news.ts';
import {
  ageOfRenewal,
  ageOfSignIn,
  nextSession,
  type SessionAge,
  type SessionNews,
  type SessionState,
  UNKNOWN_SESSION,
} from './session-state.ts';
import { untilAborted } from './until-aborted.ts';

export interface SessionOptions {
  /**
   * Gets a new access token from the server. The session ends when it resolves without one, and when it
   * rejects with a `Failure` that refuses the user, such as `SESSION_REVOKED`. After any other rejection the user
   * stays signed in, and the request fails with `SESSION_REFRESH_FAILED`.
   */
  readonly refresh: (context: { readonly signal: AbortSignal }) => Promise<string | undefined>;
  /** The headers that carry a token. @default `authorization: Bearer …` */
  readonly authorize?: (token: string) => Readonly<Record<string, string>>;
  /**
   * The addresses that get the token: those on the same origin and under the same path. List each of several
   * servers, because a stream is resumed at the server that began it. The platform follows redirects; browsers
   * remove `authorization` on the way to another origin.
   *
   * @default '/', the page's own origin
   */
  readonly baseUrl?: string | readonly string[];
  /** Lets one tab renew for all. Give a `channel` as well. @default each tab renews for itself */
  readonly locks?: LockPort;
  /** Passes the new token to the other tabs, in memory. @default each tab has a token of its own */
  readonly channel?: ChannelPort;
  /**
   * Milliseconds after which a renewal is given up. A tab that holds the lock for longer is frozen or hangs;
   * another tab then renews without the lock, so no request waits for more than twice this time. Some servers take
   * two renewals with the same cookie for a theft: for these make it longer than their slowest answer. @default
   * 15_000
   */
  readonly refreshWithinMs?: number;
  /** @default webClock */
  readonly platform?: Pick<Platform, 'now' | 'random' | 'schedule'>;
}

/** The state of a session without its token, so that an app can show and log it. */
export interface SessionView {
  /** `ended` when the user has to sign in; `unknown` until there was a token. */
  readonly kind: 'unknown' | 'active' | 'ended';
}

export interface Session extends Observable<SessionView> {
  /** The part that `withSession` and `sessionFetch` read. An app has no use for it. */
  readonly tokens: Tokens;
  /** Takes over the token of a user who has just signed in, in all tabs. */
  signIn(token: string): void;
  /** Forgets the token, in all tabs. */
  signOut(): void;
  /** Closes the channel to the other tabs. */
  dispose(): void;
}

const LOCK = 'holdfast.session';
const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

/**
 * A session with an access token, which it keeps in memory only. When the server refuses a request with 401, the
 * session renews the token and sends the request once more. For policies both are one attempt. One renewal, in one
 * tab, serves all requests of all tabs that were refused with the same token.
 *
 * When the user signs in or out, in any tab, a renewal under way ends and its token is dropped. The session sends a
 * request again only for the same sign-in. A request of an earlier user keeps its 401.
 *
 * When the token cannot be renewed just now, the request fails with `SESSION_REFRESH_FAILED`, and the user stays
 * signed in. When the session has ended, the answer is the 401. An app whose sessions use cookies alone does not
 * need this.
 */
export function createSession(options: SessionOptions): Session {
  requireOptions('createSession', options, {
    refresh: 'a function',
    authorize: 'a function?',
    baseUrl: 'a text, or different texts?',
    locks: 'an object with hold?',
    channel: 'an object with post, subscribe?',
    refreshWithinMs: 'a number above 0?',
    platform: 'an object with now, random, schedule?',
  });
  const { refresh, authorize = bearer, baseUrl = '/', locks, refreshWithinMs = 15_000 } = options;
  const { platform = webClock } = options;
  const state = createCell(UNKNOWN_SESSION);
  const view = createCell<SessionView>({ kind: 'unknown' });
  const take = (news: SessionNews): void => {
    state.set(nextSession(state.getSnapshot(), news));
    const { kind } = state.getSnapshot();
    if (kind !== view.getSnapshot().kind) view.set({ kind });
  };
  const line = openNewsLine(options.channel, state, take, platform);
  const announce = (news: SessionNews): void => {
    take(news);
    // A user who signed in or out meanwhile has overtaken this news, so the other tabs do not need it.
    if (state.getSnapshot() === news) line.tell(news);
  };
  const signedInOrOut = (): SessionAge =>
    ageOfSignIn(state.getSnapshot(), platform.now(), platform.random());
  // A tab that works has given up its renewal by then, including its questions to the other tabs.
  const patienceMs = refreshWithinMs + 2 * ANSWER_WITHIN_MS;
  let underWay: { readonly of: SessionState; readonly done: Promise<void> } | undefined;

  async function renew(used: SessionState): Promise<void> {
    // Perhaps another tab held the lock and has renewed the token, and its news is still on the way.
    await line.ask(used);
    if (state.getSnapshot() !== used) return;
    // Read before the request, because another user may be signed in when the answer comes.
    const age = ageOfRenewal(used);
    const caller = new AbortController();
    const cancel = platform.schedule(refreshWithinMs, () => caller.abort(new Failure(TIMEOUT)));
    const leave = state.subscribe(() => {
      if (state.getSnapshot().signIn !== used.signIn) caller.abort();
    });
    try {
      const token = await untilAborted(refresh({ signal: caller.signal }), caller.signal);
      announce(token ? { ...age, kind: 'active', token } : { ...age, kind: 'ended' });
    } catch (error) {
      if (state.getSnapshot() !== used) return;
      if (!isFailure(error) || !isRefusal(error)) throw error;
      announce({ ...age, kind: 'ended' });
    } finally {
      leave();
      cancel();
    }
  }

  /** Resolves when the session has a newer state than the one that the server refused. */
  function renewed(used: SessionState): Promise<void> {
    if (state.getSnapshot() !== used) return Promise.resolve();
    // Do not join a renewal that was started for a user who has signed out.
    if (underWay?.of !== used) {
      const work = (): Promise<void> => renew(used);
      const patience = (signal: AbortSignal): Promise<void> => sleep(platform, patienceMs, signal);
      const done = holdWithin(locks, LOCK, work, { patience }).finally(() => {
        if (underWay?.of === used) underWay = undefined;
      });
      underWay = { of: used, done };
    }
    return underWay.done;
  }

  const tokens: Tokens = { state, baseUrls: [baseUrl].flat(), authorize, renewed };
  return {
    getSnapshot: view.getSnapshot,
    subscribe: view.subscribe,
    tokens,
    signIn: (token) => announce({ ...signedInOrOut(), kind: 'active', token }),
    signOut: () => announce({ ...signedInOrOut(), kind: 'ended' }),
    dispose: line.dispose,
  };
}

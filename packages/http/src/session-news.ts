import type { Observable } from '@holdfast/core';
import { tell as tellEach, type ChannelPort, type Platform } from '@holdfast/core/parts';
import {
  isNewer,
  parseAge,
  parseNews,
  type SessionAge,
  type SessionNews,
  type SessionState,
} from './session-state.ts';

const NEWS = 'holdfast.session';
const QUESTION = 'holdfast.session?';
// How long the other tabs have to answer. A tab answers at once, unless it is frozen.
export const ANSWER_WITHIN_MS = 100;

/** How the tabs tell each other of one session. */
export interface NewsLine {
  tell(news: SessionNews): void;
  /** Resolves when another tab sent newer news, or when no tab did in time. */
  ask(age: SessionAge): Promise<void>;
  dispose(): void;
}

/** Tells and hears news over a channel. Without a channel it tells no tab and waits for none. */
export function openNewsLine(
  channel: ChannelPort | undefined,
  state: Observable<SessionState>,
  onNews: (news: SessionNews) => void,
  platform: Pick<Platform, 'schedule'>,
): NewsLine {
  let isOpen = true;
  // A closed channel throws. The other tabs then find out when the server refuses their token.
  const post = (message: object): void => {
    if (isOpen) tellEach([() => channel?.post(message)]);
  };
  let hasTold = false;
  const tell = (news: SessionNews): void => {
    hasTold = true;
    post({ ...news, type: NEWS });
  };
  const leave = channel?.subscribe((message) => {
    const { type } = (message ?? {}) as { type?: unknown };
    const age = type === NEWS || type === QUESTION ? parseAge(message) : undefined;
    if (!age) return;
    const news = type === NEWS ? parseNews(message) : undefined;
    const before = state.getSnapshot();
    if (news) onNews(news);
    // A tab that opened since then may not have heard the latest news of this tab, and no other tab tells it.
    if (hasTold && news && state.getSnapshot() !== before) tell(news);
    // Correct a tab that sends old news, because a tab that has just opened may have heard only the old news.
    const known = state.getSnapshot();
    if (known.kind !== 'unknown' && isNewer(known, age)) tell(known);
  });

  return {
    tell,
    async ask({ signIn, generation }) {
      if (!channel) return;
      await new Promise<void>((resolve) => {
        const done = (): void => {
          cancel();
          unsubscribe();
          resolve();
        };
        const cancel = platform.schedule(ANSWER_WITHIN_MS, done);
        const unsubscribe = state.subscribe(done);
        post({ type: QUESTION, signIn, generation });
      });
    },
    dispose() {
      isOpen = false;
      leave?.();
    },
  };
}

import { type ChannelPort, type Observable, type Platform, surface } from '@holdfast/core';
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
// How long the other tabs have to answer. They do at once, unless they are frozen.
export const ANSWER_WITHIN_MS = 100;

/** How the tabs tell each other of one session. */
export interface NewsLine {
  tell(news: SessionNews): void;
  /** Resolves when another tab told something newer, or nobody did in time. */
  ask(age: SessionAge): Promise<void>;
  dispose(): void;
}

/** Tells and hears over a channel; without one there is nobody to tell, and nothing to wait for. */
export function openNewsLine(
  channel: ChannelPort | undefined,
  state: Observable<SessionState>,
  onNews: (news: SessionNews) => void,
  platform: Pick<Platform, 'schedule'>,
): NewsLine {
  const post = (message: object): void => {
    try {
      channel?.post(message);
    } catch (error) {
      // A closed channel tells nobody: what this tab knows holds all the same.
      surface(error);
    }
  };
  const tell = (news: SessionNews): void => post({ ...news, type: NEWS });
  const leave = channel?.subscribe((message) => {
    const { type } = (message ?? {}) as { type?: unknown };
    const age = type === NEWS || type === QUESTION ? parseAge(message) : undefined;
    if (!age) return;
    const news = type === NEWS ? parseNews(message) : undefined;
    if (news) onNews(news);
    // Who tells old news is told better: a tab that has just opened may have heard that alone.
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
    dispose: () => leave?.(),
  };
}

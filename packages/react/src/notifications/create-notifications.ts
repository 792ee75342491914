import { createCell, type Connectivity, type Failure, type Observable } from '@holdfast/core';
import { webPlatform, type Platform, requireOptions } from '@holdfast/core/parts';
import {
  intoHistory,
  isLasting,
  NO_NOTICES,
  withNotice,
  withoutNotice,
  withoutNotices,
  type Notice,
  type NoticeAction,
  type NoticeLimits,
  type NoticeList,
} from './notices-state.ts';

export interface NotificationsOptions {
  /** @default four shown, five errors make a storm, fifty are remembered */
  readonly limits?: Partial<NoticeLimits>;
  /** Milliseconds for which news stay. They stay longer while the user points at them. @default 10_000 */
  readonly infoMs?: number;
  /** Milliseconds for which an error without actions stays. @default 20_000 */
  readonly errorMs?: number;
  /**
   * While it is `offline` or `degraded`, failures of the network interrupt the user no more: the banner about the
   * connection says it once. They go into the history. @default every failure is shown
   */
  readonly connectivity?: Observable<Connectivity>;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'schedule'>;
}

export interface ErrorNotice {
  /** The action of the app, such as the name of the operation. The same failure of one action is one notice. */
  readonly action: string;
  /** What the user reads. @default the sentence for the failure */
  readonly text?: string;
  /** The actions that the user can take. An error with actions stays until the user closes it or acts. @default none */
  readonly actions?: readonly NoticeAction[];
}

/** The news for the user. Hand it to `Notifications`. */
export interface NotificationStore extends Observable<NoticeList> {
  /** Shows good or neutral news, which disappear after a time. */
  tell(text: string): void;
  /**
   * Shows an error. Also show the error where it happened: a notice goes away, and must never be the only place of
   * an error.
   */
  fail(failure: Failure, notice: ErrorNotice): void;
  /** Says that the action works again. Its errors are no longer true, and move into the history. */
  solved(action: string): void;
  dismiss(id: number): void;
  clearHistory(): void;
  /** Keeps every notice where it is until the returned function is called. */
  hold(): () => void;
}

const LIMITS: NoticeLimits = { shown: 4, storm: 5, history: 50 };

/**
 * Keeps the notices for the user. Equal notices are one, and so are many errors at once. News disappear after a time,
 * and errors with actions stay. All notices that disappeared are in the history.
 */
export function createNotifications(options: NotificationsOptions = {}): NotificationStore {
  requireOptions('createNotifications', options, {
    limits: 'an object?',
    infoMs: 'a number above 0?',
    errorMs: 'a number above 0?',
    connectivity: 'an object with getSnapshot, subscribe?',
    platform: 'an object with now, schedule?',
  });
  requireOptions<Partial<NoticeLimits>>('The limits of createNotifications', options.limits ?? {}, {
    shown: 'a whole number above 0?',
    storm: 'a whole number above 0?',
    history: 'a whole number from 0 on?',
  });

  const { infoMs = 10_000, errorMs = 20_000, connectivity, platform = webPlatform } = options;
  const limits = { ...LIMITS, ...options.limits };
  const { getSnapshot, subscribe, set } = createCell(NO_NOTICES);
  const timers = new Map<number, () => void>();
  let count = 0;
  let holds = 0;

  const stop = (id: number): void => {
    timers.get(id)?.();
    timers.delete(id);
  };
  const dismiss = (id: number): void => {
    stop(id);
    set(withoutNotice(getSnapshot(), id, limits));
  };
  const start = (notice: Notice): void => {
    stop(notice.id);
    if (holds > 0 || isLasting(notice)) return;
    const ms = notice.tone === 'info' ? infoMs : errorMs;
    timers.set(
      notice.id,
      platform.schedule(ms, () => dismiss(notice.id)),
    );
  };
  const put = (list: NoticeList): void => {
    const before = new Set(getSnapshot().shown);
    set(list);
    for (const notice of before) if (!list.shown.includes(notice)) stop(notice.id);
    for (const notice of list.shown) if (!before.has(notice)) start(notice);
  };
  const add = (notice: Omit<Notice, 'id' | 'at' | 'count'>, isQuiet = false): void => {
    count += 1;
    const whole = { ...notice, id: count, at: platform.now(), count: 1 };
    put((isQuiet ? intoHistory : withNotice)(getSnapshot(), whole, limits));
  };

  return {
    getSnapshot,
    subscribe,
    dismiss,
    tell: (text) => add({ key: text, tone: 'info', text, actions: [] }),
    fail(failure, { action, text, actions = [] }) {
      const state = connectivity?.getSnapshot();
      const isAway = state === 'offline' || state === 'degraded';
      const key = `${failure.code} ${action}`;
      const isQuiet = isAway && failure.family === 'network' && actions.length === 0;
      add({ key, tone: 'error', text, failure, actions }, isQuiet);
    },
    solved(action) {
      // A key begins with the code of the failure, which holds no space.
      const isOf = ({ tone, key }: Notice): boolean =>
        tone === 'error' && key.slice(key.indexOf(' ') + 1) === action;
      put(withoutNotices(getSnapshot(), isOf, limits));
    },
    clearHistory: () => set({ ...getSnapshot(), history: [] }),
    hold() {
      let isHeld = true;
      holds += 1;
      for (const id of timers.keys()) stop(id);
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holds -= 1;
        if (holds === 0) for (const notice of getSnapshot().shown) start(notice);
      };
    },
  };
}

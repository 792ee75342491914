import type { Failure } from '@holdfast/core';

/** A button of a notice. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => unknown;
}

/** One piece of news for the user. */
export interface Notice {
  readonly id: number;
  /** Notices with the same key are one. */
  readonly key: string;
  readonly tone: 'info' | 'error';
  /** What the user reads. @default the sentence for `failure` */
  readonly text?: string | undefined;
  readonly failure?: Failure | undefined;
  readonly actions: readonly NoticeAction[];
  /** When it last happened, in wall-clock milliseconds. */
  readonly at: number;
  /** How often it happened. */
  readonly count: number;
  /** Present when many different errors came at once: they share one notice. The newest come first. */
  readonly storm?: readonly Notice[];
}

export interface NoticeList {
  /** The notices that are shown, oldest first. */
  readonly shown: readonly Notice[];
  /** The notices that were shown before, newest first. */
  readonly history: readonly Notice[];
}

export interface NoticeLimits {
  /** The most notices that are shown at once. The oldest notice that may disappear makes room. */
  readonly shown: number;
  /** This many errors at once are one notice. */
  readonly storm: number;
  /** The most notices that the history and a storm remember. */
  readonly history: number;
}

export const NO_NOTICES: NoticeList = { shown: [], history: [] };

const STORM_KEY = 'storm';

/** An error with an action stays until the user has acted or closed it. */
export const isLasting = ({ tone, actions, storm = [] }: Notice): boolean =>
  tone === 'error' && (actions.length > 0 || storm.some(isLasting));

/** Shows a notice, together with an earlier one of the same key or with the other errors of a storm. */
export function withNotice(list: NoticeList, notice: Notice, limits: NoticeLimits): NoticeList {
  const { shown } = list;
  const storm = shown.find((one) => one.storm);
  if (storm?.storm && notice.tone === 'error') {
    const all = merged(storm.storm, notice, true);
    // The oldest error without an action is removed.
    const over =
      all.length > limits.history ? (all.findLast((one) => !isLasting(one)) ?? all.at(-1)) : null;
    const members = all.filter((one) => one !== over);
    return put(list, shown, {
      ...storm,
      storm: members,
      count: storm.count + notice.count,
      at: notice.at,
    });
  }
  const next = merged(shown, notice, false);
  const errors = next.filter(({ tone }) => tone === 'error');
  if (errors.length >= limits.storm) {
    const whole: Notice = {
      ...{ id: notice.id + 0.5, key: STORM_KEY, tone: 'error', actions: [], at: notice.at },
      count: errors.reduce((sum, { count }) => sum + count, 0),
      storm: errors.toReversed().slice(0, limits.history),
    };
    return { ...list, shown: [...next.filter(({ tone }) => tone !== 'error'), whole] };
  }
  const tooMany = next.length > limits.shown ? next.find((one) => !isLasting(one)) : undefined;
  return tooMany
    ? withoutNotice({ ...list, shown: next }, tooMany.id, limits)
    : { ...list, shown: next };
}

/** Moves a notice, or every error of a storm, into the history. */
export function withoutNotice(list: NoticeList, id: number, limits: NoticeLimits): NoticeList {
  const gone = list.shown.find((one) => one.id === id);
  if (!gone) return list;
  return {
    shown: list.shown.filter((one) => one !== gone),
    history: [...(gone.storm ?? [gone]), ...list.history].slice(0, limits.history),
  };
}

/** Moves the notices that are over into the history, also those within a storm. */
export function withoutNotices(
  list: NoticeList,
  isOver: (notice: Notice) => boolean,
  limits: NoticeLimits,
): NoticeList {
  const gone = list.shown.flatMap((one) => (one.storm ?? [one]).filter(isOver));
  if (gone.length === 0) return list;
  const left = ({ storm, ...one }: Notice): Notice => ({
    ...one,
    count:
      one.count - (storm ?? []).reduce((sum, each) => sum + (isOver(each) ? each.count : 0), 0),
    ...(storm && { storm: storm.filter((each) => !isOver(each)) }),
  });
  return {
    shown: list.shown
      .filter((one) => one.storm || !isOver(one))
      .map((one) => (one.storm?.some(isOver) ? left(one) : one))
      .filter(({ count }) => count > 0),
    history: [...gone, ...list.history].slice(0, limits.history),
  };
}

/** Takes a notice into the history at once, where the user finds it without having been interrupted. */
export function intoHistory(list: NoticeList, notice: Notice, limits: NoticeLimits): NoticeList {
  return { ...list, history: merged(list.history, notice, true).slice(0, limits.history) };
}

function put(list: NoticeList, shown: readonly Notice[], notice: Notice): NoticeList {
  return { ...list, shown: shown.map((one) => (one.id === notice.id ? notice : one)) };
}

function merged(
  notices: readonly Notice[],
  notice: Notice,
  isNewestFirst: boolean,
): readonly Notice[] {
  const same = notices.find(({ key }) => key === notice.key);
  if (!same) return isNewestFirst ? [notice, ...notices] : [...notices, notice];
  const both = { ...notice, id: same.id, count: same.count + notice.count };
  return notices.map((one) => (one === same ? both : one));
}

import { createAlarm, tell, type ChannelPort, type Platform } from '@holdfast/core/parts';

/** A message between tabs: which entries changed, nothing about them. */
export interface Hint {
  readonly ids: readonly string[];
}

export type HintTime = 'soon' | 'now' | 'held';

export interface Hints {
  /**
   * Tells changes within the gap. With `now` the hint is posted before this returns, because the tab may die in the
   * next moment. With `held` it is posted by the next call. @default 'soon'
   */
  post(changes: readonly { readonly id: string }[], when?: HintTime): void;
  dispose(): void;
}

/** Gathers changes, so that a long drain does not flood the other tabs. */
export function createHints(
  channel: ChannelPort,
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  gapMs: number,
): Hints {
  const gathered = new Set<string>();
  let toldMs = -Infinity;
  const flush = (): void => {
    alarm.clear();
    if (gathered.size === 0) return;
    const hint: Hint = { ids: [...gathered] };
    gathered.clear();
    // A hint that cannot be posted is lost; the change itself is committed.
    tell([() => channel.post(hint)]);
    toldMs = platform.monotonic();
  };
  const alarm = createAlarm(platform, flush);
  return {
    post(changes, when = 'soon') {
      for (const { id } of changes) gathered.add(id);
      if (when === 'held') return;
      const leftMs = toldMs + gapMs - platform.monotonic();
      // More time than the gap is left only when the monotonic clock began anew.
      if (when === 'soon' && leftMs > 0 && leftMs <= gapMs) alarm.set(leftMs);
      else flush();
    },
    dispose: flush,
  };
}

/** Reads the ids of a hint from a message of the channel. Another version of the app may have posted the message. */
export function readHint(message: unknown): readonly string[] | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { ids } = message as { readonly ids?: unknown };
  return Array.isArray(ids) ? ids.filter((id): id is string => typeof id === 'string') : undefined;
}

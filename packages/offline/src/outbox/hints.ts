import { createAlarm, tell, type ChannelPort, type Platform } from '@holdfast/core/parts';

/** A message between tabs: which entries changed, nothing about them. */
export interface Hint {
  readonly seqs: readonly number[];
  readonly ids: readonly string[];
}

export interface Hints {
  post(changes: readonly { readonly seq: number; readonly id: string }[]): void;
  dispose(): void;
}

/** Gathers changes, so that a long drain does not flood the other tabs. */
export function createHints(
  channel: ChannelPort,
  platform: Pick<Platform, 'monotonic' | 'schedule'>,
  gapMs: number,
): Hints {
  let gathered = new Map<number, string>();
  let toldMs = -Infinity;
  const flush = (): void => {
    alarm.clear();
    if (gathered.size === 0) return;
    const hint: Hint = { seqs: [...gathered.keys()], ids: [...gathered.values()] };
    gathered = new Map();
    // A hint that cannot be posted is lost; the change itself is committed.
    tell([() => channel.post(hint)]);
    toldMs = platform.monotonic();
  };
  const alarm = createAlarm(platform, flush);
  return {
    post(changes) {
      for (const { seq, id } of changes) gathered.set(seq, id);
      const leftMs = toldMs + gapMs - platform.monotonic();
      // More than the gap is left only when the clock began anew.
      if (leftMs > 0 && leftMs <= gapMs) alarm.set(leftMs);
      else flush();
    },
    dispose: flush,
  };
}

/** Reads a hint from a message of the channel. Another version of the app may have posted the message. */
export function readHint(message: unknown): Hint | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { seqs, ids } = message as { readonly seqs?: unknown; readonly ids?: unknown };
  if (!Array.isArray(seqs) || !Array.isArray(ids)) return undefined;
  return {
    seqs: seqs.filter((seq): seq is number => typeof seq === 'number'),
    ids: ids.filter((id): id is string => typeof id === 'string'),
  };
}

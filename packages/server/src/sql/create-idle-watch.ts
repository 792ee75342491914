import type { Platform } from '@holdfast/core';

/** Told of a transaction that stood open while it did nothing with its database. */
export interface IdleAdvice {
  /** How long no statement ran between the first and the last of the transaction. */
  readonly idleMs: number;
  /** What happened and what to do about it. */
  readonly sentence: string;
}

export interface IdleWatchOptions {
  /** How long a transaction may be open without a statement before it is told. */
  readonly adviceMs: number;
  readonly advise: (advice: IdleAdvice) => void;
  readonly platform: Pick<Platform, 'monotonic'>;
}

/** Follows the transactions of one connection. */
export interface IdleWatch {
  began(): void;
  /** A statement begins; the function it gives is called when the statement has ended. */
  statement(): () => void;
  ended(): void;
}

const ADVISED_EVERY_MS = 60_000;

/** Gives watches whose advice comes once a minute at most, however many transactions deserve it. */
export function createIdleWatch({ adviceMs, advise, platform }: IdleWatchOptions): () => IdleWatch {
  let advisedAt = -Infinity;
  return () => {
    let idleSince: number | undefined;
    let idleMs = 0;
    let running = 0;
    return {
      began() {
        idleSince = platform.monotonic();
        idleMs = 0;
        running = 0;
      },
      statement() {
        if (idleSince === undefined) return () => {};
        if (running === 0) idleMs += platform.monotonic() - idleSince;
        running += 1;
        return () => {
          running -= 1;
          if (idleSince !== undefined) idleSince = platform.monotonic();
        };
      },
      ended() {
        idleSince = undefined;
        const now = platform.monotonic();
        if (idleMs < adviceMs || now - advisedAt < ADVISED_EVERY_MS) return;
        advisedAt = now;
        advise({ idleMs: Math.round(idleMs), sentence: sentence(idleMs) });
      },
    };
  };
}

const sentence = (idleMs: number): string =>
  `A transaction was open for ${Math.round(idleMs)} ms in which it ran no statement, and its connection and locks held others up: wait for \`fetch\`, hashing and timers before or after the work of a transaction, not inside it.`;

/** Receives a transaction that stayed open while its work waited outside of its database. */
export interface IdleAdvice {
  /** The least time that the work waited. Time in which the process was busy with other things does not count. */
  readonly idleMs: number;
  /** A sentence that says what happened and what to do. */
  readonly sentence: string;
}

export interface IdleWatchOptions {
  /** How long the work of a transaction may wait for other things before there is advice. */
  readonly adviceMs: number;
  readonly advise: (advice: IdleAdvice) => void;
  /** How long the process has waited so far. */
  readonly waitedMs: () => number;
}

/** Follows the transactions of one connection. */
export interface IdleWatch {
  began(): void;
  /** A statement begins; the function it gives is called when the statement has ended. */
  statement(): () => void;
  ended(): void;
}

/** Advice comes once in this many milliseconds of waiting, for any number of transactions. */
const ADVISED_EVERY_MS = 60_000;

/** Gives one watch for each connection of a database. */
export function createIdleWatch(options: IdleWatchOptions): () => IdleWatch {
  const { adviceMs, advise, waitedMs } = options;
  let advisedAt = -Infinity;
  return () => {
    let since: number | undefined;
    let idleMs = 0;
    let running = 0;
    return {
      began() {
        since = waitedMs();
        idleMs = 0;
        running = 0;
      },
      statement() {
        if (since === undefined) return ignored;
        if (running === 0) idleMs += waitedMs() - since;
        running += 1;
        return () => {
          running -= 1;
          if (since !== undefined) since = waitedMs();
        };
      },
      ended() {
        since = undefined;
        if (idleMs < adviceMs) return;
        const now = waitedMs();
        if (now - advisedAt < ADVISED_EVERY_MS) return;
        advisedAt = now;
        advise({ idleMs: Math.round(idleMs), sentence: sentence(idleMs) });
      },
    };
  };
}

const ignored = (): void => {};

const sentence = (idleMs: number): string =>
  `The work of a transaction waited ${Math.round(idleMs)} ms for something else than its database, while its connection and locks held others up: wait for \`fetch\`, hashing and timers before or after it.`;

import type { Platform } from '@holdfast/core/parts';

/**
 * One process that can die at any moment. Then its timers no longer fire, and its requests get no answer. It can also
 * stand still for a time, like a virtual machine during a move, and go on without noticing.
 */
export interface Mortal {
  readonly platform: Platform;
  isDead(): boolean;
  /** Whether it has ever stood still. */
  hasFrozen(): boolean;
  /** Stands still for a time just before it commits what it judged the next time. `meanwhile` runs when that begins. */
  freezeAtCommit(forMs: number, meanwhile?: () => void): void;
  /** Dies at its next question to a store: before it, within it, or after it and before the answer. */
  doom(random: () => number): void;
  /** Dies now. */
  die(): void;
  /** A port that works only while this process lives. */
  guard<T extends object>(port: T): T;
}

const NEVER = new Promise<never>(() => {});

export function createMortal(platform: Platform, onFreeze?: () => void): Mortal {
  let isDead = false;
  let doomed: (() => number) | undefined;
  let freezing:
    { readonly forMs: number; readonly meanwhile?: (() => void) | undefined } | undefined;
  let thawed: Promise<void> | undefined;
  let hasFrozen = false;

  function freeze({ forMs, meanwhile }: NonNullable<typeof freezing>): void {
    freezing = undefined;
    hasFrozen = true;
    onFreeze?.();
    meanwhile?.();
    thawed = new Promise((resolve) => {
      platform.schedule(forMs, () => {
        thawed = undefined;
        resolve();
      });
    });
  }

  async function ask(
    question: (...given: readonly unknown[]) => unknown,
    given: readonly unknown[],
    name: string,
  ): Promise<unknown> {
    if (isDead) return NEVER;
    if (name === 'commit' && freezing) freeze(freezing);
    await thawed;
    if (isDead) return NEVER;
    const chance = doomed?.();
    if (chance === undefined) {
      const answer = await question(...given);
      await thawed;
      return isDead ? NEVER : answer;
    }
    doomed = undefined;
    if (chance < 0.3) {
      isDead = true;
      return NEVER;
    }
    // A database rolls back the open transactions of a dead process.
    const dying = given.map((one) =>
      typeof one === 'function' && chance < 0.6
        ? async (...inner: readonly unknown[]): Promise<never> => {
            await (one as (...all: readonly unknown[]) => unknown)(...inner);
            isDead = true;
            throw new Error('The process died within its transaction.');
          }
        : one,
    );
    await Promise.resolve(question(...dying)).catch(() => {});
    isDead = true;
    return NEVER;
  }

  return {
    platform: {
      ...platform,
      schedule: (delayMs, task) =>
        platform.schedule(delayMs, () => {
          if (thawed) void thawed.then(() => isDead || task());
          else if (!isDead) task();
        }),
    },
    isDead: () => isDead,
    hasFrozen: () => hasFrozen,
    freezeAtCommit(forMs, meanwhile) {
      freezing = { forMs, meanwhile };
    },
    doom(random) {
      doomed = random;
    },
    die() {
      isDead = true;
    },
    guard: (port) =>
      Object.fromEntries(
        Object.entries(port).map(([name, value]) => [
          name,
          typeof value === 'function'
            ? (...given: readonly unknown[]) =>
                ask(value as (...all: readonly unknown[]) => unknown, given, name)
            : (value as unknown),
        ]),
      ) as typeof port,
  };
}

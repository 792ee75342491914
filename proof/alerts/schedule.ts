import { seededRandom } from '../../packages/testing/src/seeded-random.ts';

const [SECOND, MINUTE] = [1_000, 60_000];

/** A time with a beginning and an end, in milliseconds since the beginning of the schedule. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Failures of one operation that are one alert: several bursts with short pauses. */
export interface Trouble {
  readonly operation: string;
  readonly bursts: readonly Span[];
}

/** A failure that comes for the first time, and comes again when it is not new any more. */
export interface NewFailure {
  readonly operation: string;
  /** When it is counted, in milliseconds since the beginning. The second time makes it an alert. */
  readonly counts: readonly number[];
}

export type Hardship = 'limited' | 'broken' | 'cut';

/** What happens in one play: all of it follows from the seed. */
export interface Schedule {
  readonly seed: number;
  readonly troubles: readonly Trouble[];
  /** When a server dies, and how long until it is started again. */
  readonly deaths: readonly {
    readonly at: number;
    readonly server: 0 | 1;
    readonly forMs: number;
  }[];
  /** From when on a server stands still at its next change of an alert, and for how long. */
  readonly freezes: Schedule['deaths'];
  /** From when on a server stands still at its next change of an alert, while an administrator acknowledges it. Its lease outlasts that. */
  readonly races: Schedule['deaths'];
  readonly newFailures: readonly NewFailure[];
  /** When a receiver takes no notice, or takes it and the answer is lost. */
  readonly outages: readonly (Span & { readonly target: string; readonly kind: Hardship })[];
  /** When an administrator acknowledges everything that fires. */
  readonly acknowledgements: readonly number[];
  readonly endsAt: number;
}

export const TARGETS: readonly string[] = ['slack', 'pager'];

/** The window of the rule, to the end of its last minute, and the time that an alert is kept. */
export const WINDOW_MS = MINUTE;
export const KEEP_MS = 2 * MINUTE;

/** A failure counts as new for this time. */
export const NEW_MS = MINUTE;

export function drawSchedule(seed: number): Schedule {
  const random = seededRandom(seed);
  const between = (from: number, to: number): number => Math.round(from + random() * (to - from));
  const times = (least: number, most: number): undefined[] =>
    Array.from({ length: between(least, most) });

  const troubles = ['story.tell', 'character.save', 'portrait.make'].flatMap(
    (operation): Trouble[] => {
      let at = between(0, 2 * MINUTE);
      return times(0, 3).map(() => {
        const bursts = times(1, 4).map((): Span => {
          const from = at;
          const to = from + between(5 * SECOND, MINUTE);
          // A pause that is shorter than the time an alert is kept.
          at = to + between(20 * SECOND, 100 * SECOND);
          return { from, to };
        });
        // The next trouble comes when this alert must have ended.
        at = (bursts.at(-1)?.to ?? 0) + 2 * WINDOW_MS + KEEP_MS + between(90 * SECOND, 3 * MINUTE);
        return { operation, bursts };
      });
    },
  );
  const over = Math.max(MINUTE, ...troubles.flatMap(({ bursts }) => bursts.map(({ to }) => to)));
  const outages = times(0, 4).map(() => {
    const from = between(0, over);
    return {
      ...{ from, to: from + between(5 * SECOND, 90 * SECOND) },
      target: TARGETS[between(0, TARGETS.length - 1)] ?? '',
      kind: (['limited', 'broken', 'cut'] as const)[between(0, 2)] ?? 'cut',
    };
  });
  const earlier: Omit<Schedule, 'newFailures' | 'races' | 'endsAt'> = {
    ...{ seed, troubles, outages },
    deaths: times(0, 4).map(() => ({
      at: between(0, over),
      server: random() < 0.5 ? 0 : 1,
      forMs: between(SECOND, 40 * SECOND),
    })),
    acknowledgements: times(0, 2).map(() => between(0, over)),
    freezes: times(0, 2).map(() => ({
      at: between(0, over),
      server: random() < 0.5 ? 0 : 1,
      forMs: between(8 * SECOND, 30 * SECOND),
    })),
  };
  // Drawn last, so that all earlier choices of a seed stay as they are.
  const { newFailures, freezes } = random() < 0.25 ? drawNewFailures(random, between) : NOTHING_NEW;
  const last = Math.max(over, ...newFailures.flatMap(({ counts }) => counts));
  return {
    ...{ ...earlier, newFailures, freezes: [...earlier.freezes, ...freezes] },
    // The first notice is due after the group wait, and a server commits it.
    races: troubles
      .filter(() => random() < 0.3)
      .map(({ bursts }) => ({
        at: (bursts[0]?.from ?? 0) + between(10 * SECOND, 32 * SECOND),
        server: random() < 0.5 ? 0 : 1,
        forMs: between(SECOND / 10, 2 * SECOND),
      })),
    endsAt: last + 2 * WINDOW_MS + KEEP_MS + 4 * MINUTE,
  };
}

const NOTHING_NEW: Pick<Schedule, 'newFailures' | 'freezes'> = { newFailures: [], freezes: [] };

/**
 * A server meets a new failure, and stands still for longer than a failure is new. Meanwhile the other server meets a
 * second one. That one comes again after the first server goes on, which must not have made it new again.
 */
function drawNewFailures(
  random: () => number,
  between: (from: number, to: number) => number,
): Pick<Schedule, 'newFailures' | 'freezes'> {
  const at = between(20 * SECOND, 3 * MINUTE);
  const forMs = between(2 * NEW_MS, 4 * NEW_MS);
  const countsFrom = (first: number): readonly number[] => {
    const again = at + forMs + between(30 * SECOND, 2 * MINUTE);
    return [first, first + between(4 * SECOND, 10 * SECOND), again, again + 5 * SECOND];
  };
  return {
    newFailures: [
      { operation: 'sign.in', counts: countsFrom(at + SECOND) },
      {
        operation: 'sign.up',
        counts: countsFrom(at + between(10 * SECOND, 30 * SECOND)),
      },
    ],
    freezes: [{ at, forMs, server: random() < 0.5 ? 0 : 1 }],
  };
}

import { requireOptionsAlways } from '@holdfast/core/parts';
import { adjustChances } from './adjust-chances.ts';
import { gTest, type Share } from './g-test.ts';

/** The attributes of one event, such as `{ operation: 'character.save', code: 'SERVER', release: '1.4.0' }`. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/** A value that events of an incident have more often than events before, as data for a sentence. */
export interface SharedValue {
  readonly attribute: string;
  readonly value: string;
  /** Events of the incident: `count` with this value, `of` with the attribute. */
  readonly during: Share;
  /** The same numbers for the hours before. */
  readonly before: Share;
  /** The chance of such a difference by accident, corrected for the number of compared values. */
  readonly chance: number;
}

export interface ContrastOptions {
  /** At most this share of the values in the list is there by accident. @default 0.01 */
  readonly falseShare?: number;
  /** @default 3 */
  readonly most?: number;
}

/**
 * A value with fewer events proves nothing. Each compared value weakens the correction for the others, so ids would
 * hide them.
 */
const LEAST_EVENTS = 5;

/**
 * Says which values the events of an incident share, most telling first: a G-test for each value, corrected by
 * Benjamini and Hochberg. It gives an empty list when nothing stands out. A value in the list is a hint at the
 * cause and no proof.
 */
export function contrast(
  during: readonly Attributes[],
  before: readonly Attributes[],
  options: ContrastOptions = {},
): readonly SharedValue[] {
  requireOptionsAlways('contrast', options, {
    falseShare: 'a number from 0 on?',
    most: 'a whole number from 0 on?',
  });

  const { falseShare = 0.01, most = 3 } = options;
  const tests = [...tally(during, before)].flatMap(([attribute, { of, values }]) =>
    [...values]
      .filter(([, count]) => count.during + count.before >= LEAST_EVENTS)
      .map(([value, count]) => {
        const now = { count: count.during, of: of.during };
        const then = { count: count.before, of: of.before };
        return { ...gTest(now, then), attribute, value, during: now, before: then };
      }),
  );
  return adjustChances(tests)
    .filter(({ chance, during: now, before: then }) => chance <= falseShare && isMore(now, then))
    .toSorted((left, right) => right.g - left.g)
    .slice(0, most)
    .map(({ attribute, value, during: now, before: then, chance }) => ({
      ...{ attribute, value, chance },
      during: now,
      before: then,
    }));
}

interface Both {
  during: number;
  before: number;
}

function tally(
  during: readonly Attributes[],
  before: readonly Attributes[],
): Map<string, { of: Both; values: Map<string, Both> }> {
  const found = new Map<string, { of: Both; values: Map<string, Both> }>();
  const add = (events: readonly Attributes[], when: keyof Both): void => {
    for (const event of events) {
      for (const [attribute, value] of Object.entries(event)) {
        if (value === undefined) continue;
        const known = found.get(attribute) ?? { of: { during: 0, before: 0 }, values: new Map() };
        found.set(attribute, known);
        const count = known.values.get(value) ?? { during: 0, before: 0 };
        known.values.set(value, count);
        known.of[when] += 1;
        count[when] += 1;
      }
    }
  };
  add(during, 'during');
  add(before, 'before');
  return found;
}

const isMore = (during: Share, before: Share): boolean =>
  during.count * before.of > before.count * during.of;

import { isStep, isStride } from './key-rows.ts';

export type PartKind = 'repeated' | 'sequence' | 'name' | 'common';

/** Texts that an attacker knows before the first guess. */
export interface Known {
  readonly isCommon: (text: string) => boolean;
  /** In small letters, without spaces and signs. */
  readonly names: ReadonlySet<string>;
}

export interface Prediction {
  /** The number of unpredictable characters, at most `enough`. */
  readonly left: number;
  /** The kind of most of the text; `undefined` when most of it is unpredictable. */
  readonly mostly: PartKind | undefined;
}

interface Part {
  readonly length: number;
  readonly cost: number;
  readonly kind: PartKind | undefined;
}

interface Best {
  readonly cost: number;
  readonly part: Part | undefined;
}

const COST = { name: 1, run: 1.5, word: 2, digit: 0.5, again: 0.5 } as const;
const LEAST_WORD = 4;
const MOST_WORD = 24;
const MOST_UNIT = 20;

/**
 * Divides a text into parts so that the sum of their values is the lowest. Names, common passwords, rows of keys,
 * years and repetitions have a small value, and every other character counts as one. It stops where the sum reaches
 * `enough`.
 */
export function predict(text: string, known: Known, enough: number): Prediction {
  return predictionOf(Array.from(text), { ...known, enough, units: new Map() });
}

interface Search extends Known {
  readonly enough: number;
  /** Results for parts that repeat. */
  readonly units: Map<string, Prediction>;
}

function predictionOf(text: readonly string[], search: Search): Prediction {
  const best: Best[] = [{ cost: 0, part: undefined }];
  for (let end = 1; end <= text.length; end += 1) best.push({ cost: Infinity, part: undefined });
  for (let start = 0; start < text.length; start += 1) {
    const before = best[start]?.cost ?? 0;
    for (const part of partsAt(text, start, search)) {
      const end = start + part.length;
      const cost = before + part.cost;
      if (cost < (best[end]?.cost ?? 0)) best[end] = { cost, part };
    }
    // Each next character adds to one of these sums.
    if (best.slice(start + 1).every(({ cost }) => cost >= search.enough)) {
      return { left: search.enough, mostly: undefined };
    }
  }
  return { left: best.at(-1)?.cost ?? 0, mostly: mostlyOf(best) };
}

function* partsAt(text: readonly string[], start: number, search: Search): Generator<Part> {
  const first = text[start] ?? '';
  yield { length: 1, cost: /^\p{Nd}$/u.test(first) ? COST.digit : 1, kind: undefined };

  const run = runAt(text, start);
  // Its last characters may belong to the next part.
  for (let length = Math.max(3, run - 3); length <= run; length += 1) {
    yield { length, cost: COST.run, kind: text[start + 1] === first ? 'repeated' : 'sequence' };
  }

  let word = text.slice(start, start + 2).join('');
  for (let length = 3; length <= MOST_WORD && start + length <= text.length; length += 1) {
    word += text[start + length - 1] ?? '';
    const read = lettersOf(word);
    if (search.names.has(word) || search.names.has(read)) {
      yield { length, cost: COST.name, kind: 'name' };
    }
    if (length === 4 && /^(?:19|20)\d\d$/.test(word)) {
      yield { length, cost: COST.run, kind: 'sequence' };
    }
    if (length >= LEAST_WORD && (search.isCommon(word) || search.isCommon(read))) {
      yield { length, cost: COST.word, kind: 'common' };
    }
  }

  for (let size = 2; size <= MOST_UNIT && start + 2 * size <= text.length; size += 1) {
    const times = timesAt(text, start, size);
    if (times < 2) continue;
    const unit = text.slice(start, start + size);
    const name = unit.join('');
    const { left, mostly = 'repeated' } = search.units.get(name) ?? predictionOf(unit, search);
    search.units.set(name, { left, mostly });
    yield { length: size * times, cost: left + COST.again, kind: mostly };
  }
}

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  ...{ '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't' },
  ...{ '@': 'a', $: 's', '!': 'i' },
};

/** A word with letters in place of signs that stand for them: `p4ssw0rd` is `password`. */
function lettersOf(word: string): string {
  return word.replaceAll(/[013457@$!]/g, (sign) => LOOKS_LIKE[sign] ?? '');
}

/** How many characters from here on stand next to each other in an alphabet or on a keyboard. */
function runAt(text: readonly string[], start: number): number {
  const at = (index: number): string => text[index] ?? '';
  let end = start + 1;
  while (end < text.length && isStep(at(end - 1), at(end))) end += 1;
  let stride = start + 2;
  while (stride < text.length && isStride(at(stride - 2), at(stride - 1), at(stride))) stride += 1;
  return Math.max(end - start, stride > start + 2 ? stride - start : 0);
}

/** How many times in a row the characters from here on stand there. */
function timesAt(text: readonly string[], start: number, size: number): number {
  let same = start + size;
  while (same < text.length && text[same] === text[same - size]) same += 1;
  return Math.floor((same - start) / size);
}

function mostlyOf(best: readonly Best[]): PartKind | undefined {
  const lengths = new Map<PartKind | undefined, number>();
  for (let end = best.length - 1; end > 0;) {
    const { length, kind } = best[end]?.part ?? { length: 1, kind: undefined };
    if (kind) lengths.set(kind, (lengths.get(kind) ?? 0) + length);
    end -= length;
  }
  return Array.from(lengths).toSorted(([, one], [, other]) => other - one)[0]?.[0];
}

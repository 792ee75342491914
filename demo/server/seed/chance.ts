/** Chance that a seed decides: the same seed gives the same numbers. */
export interface Chance {
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  /** Whether an event of this probability happens. */
  happens(share: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** Some of the choices, each once. */
  some<T>(choices: readonly T[], count: number): readonly T[];
  uuid(): string;
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_00_00_00_00;
  };
  const below = (count: number): number => Math.floor(next() * count);
  const pick = <T>(choices: readonly T[]): T => {
    if (choices.length === 0) throw new Error('There is nothing to choose from.');
    return choices[below(choices.length)] as T;
  };
  return {
    below,
    happens: (share) => next() < share,
    pick,
    some(choices, count) {
      const left = [...choices];
      const most = Math.min(count, left.length);
      return Array.from({ length: most }, () => left.splice(below(left.length), 1)).flat();
    },
    uuid() {
      const digits = Array.from({ length: 32 }, () => below(16).toString(16));
      digits[12] = '4';
      digits[16] = pick(['8', '9', 'a', 'b']);
      return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    },
  };
}

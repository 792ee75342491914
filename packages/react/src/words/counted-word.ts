import { fillWords } from '@holdfast/core/parts';

/** The word for this number of things, with the number in place of `{count}`. */
export function countedWord(count: number, one: string, many: string, locale: string): string {
  return fillWords(count === 1 ? one : many, { count: count.toLocaleString(locale) });
}

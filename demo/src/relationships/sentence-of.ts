import type { Relationship } from '../../contract/relationship.ts';
import type { RelationshipWords } from './relationship-words.ts';

/** A part of a sentence: words of ours, or a name of the writer's. */
export interface SentencePart {
  readonly text: string;
  readonly isName?: boolean;
  /** The end that the part names. */
  readonly end?: 'a' | 'b';
}

interface Ends {
  readonly a: string;
  readonly b: string;
}

/** "Mara owes Tom a debt, strongly." in its parts, so that each name keeps its own direction of writing. */
export function sentenceOf(
  { kind, weight }: Pick<Relationship, 'kind' | 'weight'>,
  ends: Ends,
  { says, much }: RelationshipWords,
): readonly SentencePart[] {
  const howMuch = much[weight - 1] ?? '';
  return partsOf(`${says[kind]}${howMuch === '' ? '' : `, ${howMuch}`}.`, ends);
}

/** Puts the names in the places of `{a}` and `{b}`, and `list` in the place of `{c}`. */
export function partsOf(
  template: string,
  ends: Ends,
  list: readonly SentencePart[] = [],
): readonly SentencePart[] {
  return template
    .split(/(\{[abc]\})/)
    .filter((part) => part !== '')
    .flatMap((part): readonly SentencePart[] => {
      if (part === '{a}') return [{ text: ends.a, isName: true, end: 'a' }];
      if (part === '{b}') return [{ text: ends.b, isName: true, end: 'b' }];
      return part === '{c}' ? list : [{ text: part }];
    });
}

/** "Mara, Tom, and Jun", as a language says it. */
export function listOf(names: readonly string[], language: string): readonly SentencePart[] {
  return new Intl.ListFormat(language)
    .formatToParts(names)
    .map(({ type, value }) => ({ text: value, isName: type === 'element' }));
}

/** The same as one text, for a label. Marks keep the direction of a name from reaching the words around it. */
export function textOf(parts: readonly SentencePart[]): string {
  return parts.map(({ text, isName }) => (isName ? `\u2068${text}\u2069` : text)).join('');
}

import type { Relationship } from '../../contract/relationship.ts';
import type { RelationshipWords } from './relationship-words.ts';

/** A part of a sentence: words of ours, or the name of one end. */
export interface SentencePart {
  readonly text: string;
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

export function partsOf(template: string, ends: Ends): readonly SentencePart[] {
  return template
    .split(/(\{[ab]\})/)
    .filter((part) => part !== '')
    .map((part) => {
      if (part === '{a}') return { text: ends.a, end: 'a' };
      return part === '{b}' ? { text: ends.b, end: 'b' } : { text: part };
    });
}

/** The same as one text, for a label. Marks keep the direction of a name from reaching the words around it. */
export function textOf(parts: readonly SentencePart[]): string {
  return parts.map(({ text, end }) => (end ? `\u2068${text}\u2069` : text)).join('');
}

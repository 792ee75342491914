import { toPointer } from '../../failures/pointer.ts';

/** The steps of a JSON pointer, also of one in a fragment of an address (`#/a%20b`), unescaped. */
export function stepsOfPointer(pointer: string): readonly string[] {
  const text = pointer.startsWith('#') ? decoded(pointer.slice(1)) : pointer;
  const [before, ...steps] = text.split('/');
  if (before !== '') return [before ?? '', ...steps];
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The same pointer as RFC 6901 writes it. */
export function plainPointer(pointer: string): string {
  return toPointer(stepsOfPointer(pointer));
}

/** A pointer as a fragment of an address. */
export function fragmentOf(pointer: string): string {
  return `#${encodeURI(pointer.replaceAll(/\p{Surrogate}/gu, '\u{fffd}'))}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

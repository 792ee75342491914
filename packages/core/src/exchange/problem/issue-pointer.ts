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

/** The steps of a path as programs write it: `items[0].title`, `$.title`, `user[email]`, or a pointer. */
export function stepsOfPath(path: string): readonly string[] {
  if (/^#?\//.test(path)) return stepsOfPointer(path);
  return path
    .replace(/^\$(?=[.[])/, '')
    .split(/[.[\]]/)
    .map((step) => step.replaceAll(/^["']|["']$/g, ''))
    .filter((step) => step !== '');
}

/**
 * The same steps with the names that were sent: servers write `Title` or `due_date` for the members `title` and
 * `dueDate`. A step stays as it is when the body has no such member.
 */
export function asSent(steps: readonly string[], sent: unknown): readonly string[] {
  let at = sent;
  return steps.map((step) => {
    const names = typeof at === 'object' && at !== null ? Object.keys(at) : [];
    const name = names.includes(step)
      ? step
      : (names.find((one) => simple(one) === simple(step)) ?? step);
    at = names.includes(name) ? Reflect.get(at as object, name) : undefined;
    return name;
  });
}

function simple(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

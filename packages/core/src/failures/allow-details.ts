import type { DetailPicker } from './failure-kind.ts';
import { fieldName, word } from './words.ts';

/*
 * Redaction is by allow-list: a failure takes only details whose names its kind allows, and of these only numbers,
 * booleans and words. Free text is allowed in the messages of a schema or a server about a value (`issues`) and in
 * the advice of Holdfast itself (`remedy`). Credentials and addresses are blotted out there, and `withoutEcho` has
 * taken the value out before.
 */

// `Bearer …`, `name=value` of a cookie or a query, addresses, and every word with a long run of letters and digits
// mixed, as in every token. UUIDs pass, because their runs are short.
const CREDENTIAL =
  /\b(?:bearer|basic)\s+\S+|[\w-]+=[^\s;&]{4,}|[^\s@]+@[^\s@]+|[\w.-]*(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{20,}[\w.-]*/gi;
const BLOT = '…';
const LONGEST_TEXT = 300;
const MOST_ITEMS = 50;

export function blotted(text: string): string {
  // Cut generously first, so that no credential is cut into a piece that does not look like one.
  return text
    .slice(0, 4 * LONGEST_TEXT)
    .replace(CREDENTIAL, BLOT)
    .slice(0, LONGEST_TEXT);
}

/**
 * Lets the named details into a failure and nothing else, and freezes them. It comes with the kinds that
 * have details: an app that imports none of these does not ship it.
 */
export function allowDetails<TDetails>(
  ...allow: readonly (keyof TDetails & string)[]
): DetailPicker<TDetails> {
  return (given) => {
    if (typeof given !== 'object' || given === null) return undefined;
    const picked: Record<string, unknown> = {};
    for (const name of allow.slice(0, MOST_ITEMS)) {
      const value = safe(name, Reflect.get(given, name));
      if (value !== undefined) Object.defineProperty(picked, name, { value, enumerable: true });
    }
    return Object.freeze(picked) as TDetails;
  };
}

function safe(name: string, value: unknown): unknown {
  if (name === 'remedy' && typeof value === 'string') return blotted(value);
  if (Array.isArray(value)) {
    const items = value.slice(0, MOST_ITEMS);
    return items.flatMap((item) => (name === 'issues' ? issue(item) : (scalar(item) ?? [])));
  }
  return scalar(value);
}

function scalar(value: unknown): unknown {
  return Number.isFinite(value) || typeof value === 'boolean' ? value : word(value);
}

function issue(item: { message?: unknown; pointer?: unknown } | null): unknown[] {
  const { message, pointer } = item ?? {};
  if (typeof message !== 'string' || typeof pointer !== 'string') return [];
  // A key of a record may be anything its user typed; a field name is a word.
  const steps = pointer.slice(0, 512).split('/');
  return [
    {
      pointer: steps
        .map((step) => (step === '' || fieldName(step.replaceAll('~', '')) ? step : BLOT))
        .join('/'),
      message: blotted(message),
    },
  ];
}

/*
 * Redaction is by allow-list: only names a kind allows come in, and of these only numbers, booleans and
 * words. A word is an identifier, never a sentence, so no private text is one. What looks like a
 * credential is refused even where a word is welcome. The one free text is what a schema or a server
 * says about a value (`issues`), and the advice the SDK itself gives (`remedy`): there credentials and
 * addresses are blotted out, and `withoutEcho` has taken out the value before.
 */

// `Bearer …`, `name=value` of a cookie or a query, addresses, and whatever holds a long run of letters
// and digits mixed, as every token does. UUIDs pass: their runs are short.
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

/** An identifier of at most 64 characters that does not look like a credential. */
export function word(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w$.:/-]{1,64}$/.test(value) && blotted(value) === value
    ? value
    : undefined;
}

// A long run of capitals and small letters is base64, which keys and tokens are written in; ids are not.
const ID = /^(?!.*(?=[a-z\d]*[A-Z])(?=[A-Z\d]*[a-z])[A-Za-z\d]{20,})[\w.:-]{1,128}$/;

/** An id of a request or an incident: opaque, as UUIDs, ULIDs and digests in hex are. */
export function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && ID.test(value) ? value : undefined;
}

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({});

/** The allowed details, frozen, with everything else left out. */
export function pickDetails(
  allow: readonly string[],
  details: unknown,
): Readonly<Record<string, unknown>> {
  if (typeof details !== 'object' || details === null || !allow[0]) return NOTHING;
  const picked: Record<string, unknown> = {};
  for (const name of allow.slice(0, MOST_ITEMS)) {
    const value = safe(name, Reflect.get(details, name));
    if (value !== undefined) Object.defineProperty(picked, name, { value, enumerable: true });
  }
  return Object.freeze(picked);
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
        .map((step) => (step === '' || word(step.replaceAll('~', '')) ? step : BLOT))
        .join('/'),
      message: blotted(message),
    },
  ];
}

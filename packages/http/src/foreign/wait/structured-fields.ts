/** Integers, strings and booleans as themselves. A value for which JavaScript has no type stays as it was written. */
export type BareItem = number | string | boolean | { readonly raw: string };

export interface Item {
  readonly value: BareItem;
  /** When a name is given twice, the last value counts. */
  readonly parameters: ReadonlyMap<string, BareItem>;
}

// A longer field is no hint of any server, and the reader's work is bounded.
const LONGEST = 8192;

// Decimal; integer, string and boolean, which are read; token, byte sequence, date and display string.
const BARE_ITEM =
  /-?\d{1,12}\.\d{1,3}|(-?\d{1,15})|"((?:[ !#-[\]-~]|\\["\\])*)"|\?([01])|[A-Za-z*][\w!#$%&'*+.^`|~:/-]*|:[A-Za-z\d+/]*={0,2}:|@-?\d{1,15}|%"(?:[ !#$&-~]|%[\da-f]{2})*"/y;
const PARAMETER = /; *([a-z*][a-z\d_.*-]*)(=?)/y;
const COMMA = /[ \t]*,[ \t]*/y;
const SPACES = / */y;

/**
 * Reads a List of Items (RFC 9651 §4.2.1), the form of the fields of rate limits. It is strict, as the RFC asks: it
 * gives `undefined` for a field with any mistake, and for one with inner lists.
 */
export function parseItems(field: string): readonly Item[] | undefined {
  if (field.length > LONGEST) return undefined;
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(field);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const takeBareItem = (): BareItem | undefined => toBareItem(take(BARE_ITEM));

  const takeItem = (): Item | undefined => {
    const value = takeBareItem();
    if (value === undefined) return undefined;
    const parameters = new Map<string, BareItem>();
    for (let name = take(PARAMETER); name; name = take(PARAMETER)) {
      const parameter = name[2] ? takeBareItem() : true;
      if (parameter === undefined) return undefined;
      parameters.set(`${name[1]}`, parameter);
    }
    return { value, parameters };
  };

  const items: Item[] = [];
  take(SPACES);
  if (at === field.length) return items;
  do {
    const item = takeItem();
    if (!item) return undefined;
    items.push(item);
  } while (take(COMMA));
  take(SPACES);
  return at === field.length ? items : undefined;
}

function toBareItem(found: RegExpExecArray | null): BareItem | undefined {
  if (!found) return undefined;
  const [raw, integer, string, boolean] = found;
  if (integer) return Number(integer);
  if (string !== undefined) return string.replaceAll(/\\(.)/g, '$1');
  return boolean ? boolean === '1' : { raw };
}

/* oxlint-disable no-control-regex -- JSON has none in its strings */
// A number counts only when something follows: the rest of one that was cut may be missing.
const TOKEN =
  /[\t\n\r ]*(?:([{}[\],:])|("[^"\\\0-\x1f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\0-\x1f]*)*")|((?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?=[\t\n\r ,\]}])))/y;
const CUT_STRING =
  /^"[^"\\\0-\x1f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\0-\x1f]*)*(?:\\(?:u[\da-fA-F]{0,3})?)?$/;
const CUT_NUMBER = /^-?(?:(?:0|[1-9]\d*)(?:\.\d*)?(?:[eE][+-]?\d*)?)?$/;
const WORDS = ['true', 'false', 'null'];

type Place = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'end';

/**
 * Whether a text is the beginning of some JSON, so that the answer was cut on its way. A compressed answer that
 * ends early raises no error in any engine; a chunked one raises none in some engines.
 */
export function isJsonPrefix(text: string): boolean {
  const open: string[] = [];
  let place: Place = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    if (!found) return isCut(text.slice(at).trimStart(), place, open.length);
    at = TOKEN.lastIndex;
    const next = after(found, place, open);
    if (!next) return false;
    place = next;
  }
}

/** Where the reader is after a token; `undefined` where the token may not stand there. */
function after([, mark, string]: RegExpExecArray, place: Place, open: string[]): Place | undefined {
  const takesValue = place === 'value' || place === 'first-value';
  const inObject = open.at(-1) === '{';
  switch (mark) {
    case undefined:
      if (place === 'key' || place === 'first-key')
        return string === undefined ? undefined : 'colon';
      return takesValue ? 'end' : undefined;
    case '{':
    case '[':
      if (!takesValue) return undefined;
      open.push(mark);
      return mark === '{' ? 'first-key' : 'first-value';
    case ':':
      return place === 'colon' ? 'value' : undefined;
    case ',':
      if (place !== 'end' || open.length === 0) return undefined;
      return inObject ? 'key' : 'value';
    default:
      if (inObject !== (mark === '}') || open.length === 0) return undefined;
      if (place !== 'end' && place !== (inObject ? 'first-key' : 'first-value')) return undefined;
      open.pop();
      return 'end';
  }
}

function isCut(rest: string, place: Place, depth: number): boolean {
  if (rest === '') return depth > 0 || place !== 'end';
  if (place === 'key' || place === 'first-key') return CUT_STRING.test(rest);
  if (place !== 'value' && place !== 'first-value') return false;
  return (
    CUT_STRING.test(rest) || CUT_NUMBER.test(rest) || WORDS.some((word) => word.startsWith(rest))
  );
}

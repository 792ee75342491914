import { isKnownWord } from './known-words.ts';

const LONGEST_WORD = 12;
const LONGEST_NAME = 40;

// One letter of any script, then more, with an ending such as that of "doesn't".
const LETTERS = /^(\p{L}[\p{L}\p{M}]*)(?:['’]\p{L}{1,2})?$/u;
const TECHNICAL =
  /^(?:utf-?(?:8|16)|sha-?\d{1,3}|md5|base64|http\/?[123](?:\.\d)?|tlsv?1\.\d|ipv[46]|v?\d{1,2}(?:\.\d{1,3}){1,2}|oauth2|sqlite3|es20\d\d|E[A-Z]{2,15}|(?:E|P|TS|HY|ORA-)\d{3,5}|[A-Z]{2,12}(?:_[A-Z\d]{1,12}){1,5})$/;
const NUMBER = /^[-+]?\d{1,5}(?:\.\d{1,3})?%?$/;
const MEASURE = /^\d{1,12}(?:ms|s|m|h|b|kb|mb|gb|kib|mib|gib|px)$/i;
const HOME =
  /^(?:localhost|127(?:\.\d{1,3}){3}|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|\[?::1\]?)(?::\d{1,5})?$/;
const NAME = /^[A-Za-z_$][\w$]*(?:[.#][A-Za-z_$][\w$]*){0,4}(?:\(\))?$/;
const HUMP = /[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+/g;

/** A word of usual length. A longer word is on the list, or may be a token. */
export function isPlainWord(word: string): boolean {
  if (isKnownWord(word)) return true;
  const letters = LETTERS.exec(word)?.[1];
  if (letters === undefined || letters.length > LONGEST_WORD) return false;
  const rest = letters.slice(1);
  return rest === rest.toLowerCase() || letters === letters.toUpperCase() || isName(word);
}

/** A number, code, version, address or host name that identifies no user. */
export function isTechnical(word: string): boolean {
  if (TECHNICAL.test(word) || NUMBER.test(word) || MEASURE.test(word) || HOME.test(word))
    return true;
  const [, whole = '', port] = /^(.*?)(:\d{1,5})?$/.exec(word) ?? [];
  const parts = whole.split(/[./-]/);
  const most = parts.every((part) => isKnownWord(part)) ? 5 : 3;
  // Four groups of letters do not count, because some passwords are written so.
  return (
    (parts.length > 1 || port !== undefined) && parts.length <= most && parts.every(isPlainWord)
  );
}

/** A name of code or of a table: few digits, and parts as long as words. A token has many digits and short parts. */
export function isName(word: string): boolean {
  if (word.length > LONGEST_NAME || !NAME.test(word)) return false;
  const letters = word.replaceAll(/[^A-Za-z\d]/g, '');
  const digits = letters.replaceAll(/\D/g, '').length;
  return digits <= 2 && (letters.match(HUMP) ?? []).length <= Math.ceil(letters.length / 3);
}

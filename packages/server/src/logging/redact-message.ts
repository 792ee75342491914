import { isName, isPlainWord, isTechnical } from './plain-words.ts';
import { isKnownWord } from './known-words.ts';

/** The sign in place of a removed text. */
const GONE = '…';
const MOST_READ = 2000;
const LONGEST = 300;

// Long names are found within others, such as `dbPassword`; short ones only alone.
const SECRET = String.raw`[\w-]*(?:pass(?:word|wd|phrase|code)|pwd|secret|token|authori[sz]ation|cookie|session|credential|(?:api|access|private|secret|signing|encryption)[-_ ]?key|signature|e-?mail)[\w-]*|\b(?:pass|bearer|basic|otp|pin|jwt|auth|ssn|iban|card|cvv|cvc|phone|user|username|login|account)\b`;
const TO_THE_END = /\b(?:set-)?(?:cookie|authori[sz]ation)\b["'`]?\s*[:=].*$/giu;
const NAMED_SECRET = new RegExp(
  String.raw`((?:${SECRET})["'\u0060)]*\s*(?:=>|[:=]|\bis\b|\bwas\b))\s*([^,;]*)`,
  'giu',
);
const SECRET_BESIDE = new RegExp(String.raw`((?:${SECRET})\s+)([^\s,;]+)`, 'giu');
const URL_LIKE = /\b([a-z][a-z\d+.-]{1,20}):\/\/([^\s"'`<>]*)/giu;
const LONG_RUN = /\S{120,}/gu;
// The remaining part of a URL after its host.
const URL_LEFT = /^[a-z][a-z\d+.-]*:\/\/[^\s/]*(?:\/…)?$/iu;
const KEY_BLOCK = /-----BEGIN.*?(?:-----END[^-]*-----|$)/gu;
const DIGIT_GROUPS = /(?<![\w.:])\+?\(?\d[\d ()/.-]{4,40}\d(?![\w:])/g;
const NO_JSON = /(["'`]).*\1(?:\.\.\.)?(?= is not valid JSON)/u;
const NESTED = /"[^"]*[{[].*"/u;
// An opening quote comes before a word and a closing one after it; an apostrophe is within one.
const QUOTED = /(?<![\p{L}\p{N}])(["'`“‘«„])(.*?)(?:["'`”’»“](?![\p{L}\p{N}"'`])|$)/gu;

// Quoted text behind these is a name of code or of a schema, not a text of a user.
const NAMED_BY = new Set(
  'table column relation constraint index schema view trigger type function procedure property properties reading setting module package class method field variable sequence export member savepoint extension middleware'.split(
    ' ',
  ),
);
const SAYS_OF_NAME =
  /^(?:is|was|are|must|failed|has|does|did|cannot|threw|returned|requires|expects)$/;

/**
 * Removes texts of users and secrets from a message: quoted text, values behind an equals sign, credentials,
 * addresses of people, long numbers, words that look like tokens, and every word that `isOwn` calls the request's
 * own. Names of tables, columns and functions stay where messages of databases and runtimes have them. An ellipsis
 * marks each removed text.
 */
export function redactMessage(
  message: string,
  isOwn: (word: string) => boolean = () => false,
): string {
  const whole = message
    .slice(0, MOST_READ)
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .replaceAll(KEY_BLOCK, GONE)
    .replaceAll(URL_LIKE, (_, scheme: string, rest: string) => `${scheme}://${hostOf(rest, isOwn)}`)
    .replaceAll(LONG_RUN, GONE)
    .replaceAll(TO_THE_END, (found) => `${/^[\w-]+/.exec(found)?.[0] ?? ''}: ${GONE}`)
    .replace(NO_JSON, GONE)
    .replace(NESTED, GONE)
    .replaceAll(NAMED_SECRET, (all, key: string, value: string) =>
      isSaying(key, value) ? all : `${key} ${GONE}`,
    )
    .replaceAll(SECRET_BESIDE, (all, key: string, value: string) =>
      isKnownWord(bare(value)) ? all : `${key}${GONE}`,
    )
    .replaceAll(QUOTED, (_, quote: string, inner: string, at: number, text: string) =>
      mayQuote(inner, text.slice(0, at), isOwn) ? `${quote}${inner}${quote}` : GONE,
    )
    .replaceAll(DIGIT_GROUPS, (found) => (mayBeNumber(found) ? found : GONE))
    .replaceAll(/=\s*[^\s=]+/gu, `=${GONE}`);
  const words = whole.split(' ').filter(Boolean);
  const kept = words.map((word, index) => judged(word, words[index - 1], words[index + 1], isOwn));
  const said = kept.join(' ').replaceAll(/…(?:[\s…]*…)+/gu, GONE);
  return said.length > LONGEST ? `${said.slice(0, LONGEST)}${GONE}` : said;
}

function judged(
  word: string,
  before: string | undefined,
  after: string | undefined,
  isOwn: (word: string) => boolean,
): string {
  const [, opening = '', core = '', closing = ''] =
    /^([("'`[{<«“‘]*)(.*?)([)"'`\]}>»”’,.;:!?…]*)$/u.exec(word) ?? [];
  if (core === '' || core === '(' || /^[-–—+*/|&=<>]+$/u.test(core)) return word;
  const called = core + (closing.startsWith(')') && core.endsWith('(') ? ')' : '');
  if (isKnownWord(core)) return word;
  const isOwnPart = core
    .split(/[^\p{L}\p{M}\p{N}_]+/u)
    .some((part) => part !== '' && !isKnownWord(part) && isOwn(part));
  const mayStay =
    !isOwnPart &&
    !isOwn(core) &&
    (isPlainWord(core) ||
      URL_LEFT.test(core + closing.replaceAll(/[^…]/gu, '')) ||
      isTechnical(core) ||
      (/^\d{1,12}$/.test(core) &&
        /^(?:bytes|ms|milliseconds|seconds|rows|characters)\b/.test(after ?? '')) ||
      (isName(called) &&
        (NAMED_BY.has(bare(before ?? '').toLowerCase()) || SAYS_OF_NAME.test(bare(after ?? '')))) ||
      /^@[a-z\d-]{1,20}\/[a-z\d-]{1,30}$/.test(core));
  return mayStay ? word : `${opening}${GONE}${closing.replaceAll(GONE, '')}`;
}

/** Names of code or of a schema may stay in quotes, and so may common words of messages. */
function mayQuote(inner: string, before: string, isOwn: (word: string) => boolean): boolean {
  const words = inner.split(' ');
  if (words.every((word) => isKnownWord(word) || /^\d{0,4}$/.test(word))) return words.length <= 3;
  const last = /([\p{L}]+)[:\s(]*$/u.exec(before)?.[1] ?? '';
  const isNamed = NAMED_BY.has(last.toLowerCase()) || /\bfor key\s*$/.test(before);
  return isNamed && isName(inner) && !isOwn(inner);
}

/** Whether words such as "token expired" or "password is required" only speak of the secret. */
function isSaying(key: string, value: string): boolean {
  const isPlain = /[:=>]$/.test(key);
  const [first = ''] = value.split(' ').map(bare);
  return !isPlain && isKnownWord(first);
}

function mayBeNumber(found: string): boolean {
  // A number without gaps is judged with the word behind it, which may be a unit.
  return /^\d+$/.test(found) || found.replaceAll(/\D/g, '').length < 6 || isTechnical(found);
}

/** The host of a URL, and nothing else of it: users, passwords, paths and queries are private. */
function hostOf(rest: string, isOwn: (word: string) => boolean): string {
  const [authority = ''] = rest.split(/[/?#]/u);
  const more = rest.length > authority.length ? `/${GONE}` : '';
  // A password may hold a slash. Then the code cannot tell where the host begins.
  if (!authority.includes('@') && rest.includes('@')) return GONE;
  const host = bare(authority.slice(authority.lastIndexOf('@') + 1));
  const mayStay = !isOwn(host) && (isTechnical(host) || isPlainWord(host));
  return (mayStay ? host : GONE) + more;
}

function bare(word: string): string {
  return word.replaceAll(/^[^\p{L}\p{N}_$]+|[^\p{L}\p{N}_$)]+$/gu, '');
}

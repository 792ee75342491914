import { cleanLine, cleanProse } from '../../../contract/text.ts';

/** What another app shared: a title, and a text in parts that each fit into a chapter. */
export interface SharedText {
  readonly title: string;
  readonly parts: readonly string[];
}

const LONGEST_TITLE = 60;
// A chapter takes 20,000; some characters of a text count more than once.
const LONGEST_PART = 9_000;

/** Reads what the worker put behind the `#` of the address; `undefined` when there is no text. */
export function sharedTextIn(hash: string): SharedText | undefined {
  const shared = new URLSearchParams(hash.replace(/^#/, ''));
  const own = [shared.get('text'), shared.get('url')].filter((part) => part !== null);
  const text = cleanProse(own.join('\n')).trim();
  const named = cleanLine(shared.get('title') ?? '').trim();
  if (text === '' && named === '') return undefined;
  const [firstLine = ''] = text.split('\n');
  const title = shortened(named || cleanLine(firstLine).trim());
  return { title, parts: partsOf(text === '' ? named : text) };
}

function shortened(title: string): string {
  const letters = Array.from(title);
  if (letters.length <= LONGEST_TITLE) return title;
  return `${letters
    .slice(0, LONGEST_TITLE - 1)
    .join('')
    .trimEnd()}…`;
}

/** Cuts a long text where a line or a word ends, and loses nothing. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > LONGEST_PART) {
    const begin = rest.slice(0, LONGEST_PART);
    const line = begin.lastIndexOf('\n');
    const end = line > LONGEST_PART / 2 ? line : begin.lastIndexOf(' ');
    const at = end > 0 ? end : LONGEST_PART;
    parts.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return [...parts, rest];
}

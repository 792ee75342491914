import { parseJson } from './answer-text.ts';

// A string up to its end or to where it was cut, or a bracket.
const TOKEN = /"[^"\\]*(?:\\(?:u[\da-f]{4}|[^u])[^"\\]*)*("?)|[{}[\]]/gi;
const CUT_ESCAPE = /^(?:\\(?:u[\da-f]{0,3})?)?$/i;
const CUT_WORD = /[a-z]+$/;
const WORDS = ['true', 'false', 'null'];
const LONGEST_WORD = 5;

/**
 * Whether a text is the beginning of some JSON, so that the answer was cut on its way. A compressed answer that
 * ends early raises no error in any engine; a chunked one raises none in some engines. The text is completed:
 * with the rest of its last string or word, with a value where one is missing, and with closing brackets. Then
 * JSON itself is asked.
 */
export function isJsonPrefix(text: string): boolean {
  const closing: string[] = [];
  let begun = text;
  for (const { 0: token, 1: quote, index } of text.matchAll(TOKEN)) {
    if (token === '{') closing.push('}');
    else if (token === '[') closing.push(']');
    else if (quote === undefined) closing.pop();
    else if (quote === '') {
      const end = index + token.length;
      if (!CUT_ESCAPE.test(text.slice(end))) return false;
      begun = `${text.slice(0, end)}"`;
    }
  }
  const [word = ' '] = CUT_WORD.exec(begun.slice(-LONGEST_WORD)) ?? [];
  const rest = WORDS.find((whole) => whole.startsWith(word))?.slice(word.length) ?? '';
  const end = closing.toReversed().join('');
  return [rest, '0', ':0', '"":0'].some((missing) => parseJson(begun + missing + end));
}

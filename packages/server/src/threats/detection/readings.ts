import { decode } from './decode.ts';

/** One text as an interpreter behind the server might read it, in lower case. */
export interface Readings {
  /** Decoded, with every control character where it was. */
  readonly lines: string;
  /** Decoded, without comments and invisible characters, and with single spaces between words. */
  readonly flat: string;
}

export function readingsOf(text: string): Readings {
  const lines = decode(text).toLowerCase();
  return { lines, flat: withoutComments(withoutInvisible(lines)).replaceAll(/\s+/g, ' ') };
}

function withoutInvisible(text: string): string {
  return text.replaceAll(/[\0\u00ad\u200b-\u200f\u2060\ufeff]/g, '');
}

// SQL reads a comment as a space, and MySQL runs the text in `/*!50000 … */` as code.
function withoutComments(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let start = text.indexOf('/*'); start >= 0; start = text.indexOf('/*', from)) {
    const end = text.indexOf('*/', start + 2);
    if (end < 0) break;
    const code = text[start + 2] === '!' ? text.slice(start + 3, end).replace(/^\d{0,6}/, '') : '';
    parts.push(text.slice(from, start), ' ', code, ' ');
    from = end + 2;
  }
  return from === 0 ? text : parts.join('') + text.slice(from);
}

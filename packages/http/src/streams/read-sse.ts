import { Failure } from '@holdfast/core';
import { ANSWER_TOO_LARGE } from '@holdfast/core/failures';

/** The data of an event, a wait that the server asks for in milliseconds, or why the next event is refused. */
export type SseFinding = string | number | Failure;

/**
 * Reads Server-Sent Events (WHATWG HTML §9.2.6) as far as streams need them: `data` and `retry`. It passes over
 * comments, `event`, `id` and unknown fields. Each call takes a text of whole lines and gives its findings in order.
 * `ANSWER_TOO_LARGE` stands for an event whose data is longer than `maxEventBytes`, and is the last finding.
 */
export function createSseReader(maxEventBytes: number): (text: string) => readonly SseFinding[] {
  let data: string | undefined;
  let isAfterCr = false;

  return (text) => {
    const found: SseFinding[] = [];
    // The LF of a CRLF that was cut in two ends no second line.
    const whole = text.slice(isAfterCr && text.startsWith('\n') ? 1 : 0);
    isAfterCr = text.endsWith('\r');
    const lines = whole.split(text.includes('\r') ? /\r\n?|\n/ : '\n');
    // The text ends with a line end, so no line is left over.
    lines.pop();
    for (const line of lines) {
      if (line === '') {
        if (data !== undefined) found.push(data);
        data = undefined;
        continue;
      }
      const isData = line === 'data' || line.startsWith('data:');
      if (!isData && !line.startsWith('retry:')) continue;
      const at = line.indexOf(':') + 1;
      const value = at === 0 ? '' : line.slice(line[at] === ' ' ? at + 1 : at);
      if (isData) data = data === undefined ? value : `${data}\n${value}`;
      else if (/^\d+$/.test(value)) found.push(Number(value));
      if (data !== undefined && data.length > maxEventBytes) {
        return [...found, new Failure(ANSWER_TOO_LARGE)];
      }
    }
    return found;
  };
}

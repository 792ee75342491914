import { peek, peekText } from '@holdfast/core/parts';
import { isErrorOf } from '../naming/is-error-of.ts';

const FRAME = /^\s+at (?:[^\n]*? \()?[^\n()]+:\d+:\d+\)?$/;
const LONGEST_FRAME = 300;
const MOST_FRAMES = 20;

/**
 * The places where an error was thrown, without its message: a message may hold private text, and lines that look like
 * frames.
 */
export function framesOf(error: unknown): readonly string[] {
  if (!isErrorOf(Error, error)) return [];
  const stack = peekText(error, 'stack');
  const message = peek(error, 'message');
  // The stack repeats the message in front of its frames, as it was when the error was made.
  if (typeof message !== 'string' || !stack.includes(message)) return [];
  const at =
    message === '' ? peekText(error, 'name').length : stack.indexOf(message) + message.length;
  return stack
    .slice(at)
    .split('\n')
    .filter((line) => line.length <= LONGEST_FRAME && FRAME.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim());
}

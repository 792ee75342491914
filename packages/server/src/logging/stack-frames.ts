const FRAME = /^\s+at (?:[^\n]*? \()?[^\n()]+:\d+:\d+\)?$/;
const LONGEST_FRAME = 300;
const MOST_FRAMES = 20;

/**
 * The places where an error was thrown, without its message: a message may hold private text, and lines that look like
 * frames.
 */
export function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  const { name, message, stack } = error;
  // The stack repeats the message in front of its frames, as it was when the error was made.
  const at = message === '' ? name.length : stack.indexOf(message) + message.length;
  if (message !== '' && !stack.includes(message)) return [];
  return stack
    .slice(at)
    .split('\n')
    .filter((line) => line.length <= LONGEST_FRAME && FRAME.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim());
}

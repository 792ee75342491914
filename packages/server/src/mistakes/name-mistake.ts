import { peekText } from '@holdfast/core/parts';
import { isErrorOf } from '../naming/is-error-of.ts';
import { defect } from './defect.ts';

// By text, because no runtime gives it a code: undici, Bun, Deno and workers of Cloudflare.
const BODY_USED =
  /\bbody\b.*\b(?:unusable|used|consumed|(?:already|been) read|disturbed|locked)\b|\breadablestream is (?:locked|disturbed)/i;

const READ_AGAIN =
  'The body of a request is read once, and this package or other code had read it before: use `readJson`, `readInput` or `validated`, which keep it, in place of `request.json()` and the like.';

/** Gives a mistake its sentence where the runtime only throws a `TypeError`. Other errors stay as they are. */
export function nameMistake(thrown: unknown): unknown {
  return isErrorOf(TypeError, thrown) && BODY_USED.test(peekText(thrown, 'message'))
    ? defect(READ_AGAIN, thrown)
    : thrown;
}

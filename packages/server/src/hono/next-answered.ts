import type { Context, Next } from 'hono';
import { answerProblem } from './problem-handlers.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';

/**
 * Runs the rest of the chain and always leaves an answer. Hono hands only `Error`s to its handler, and libraries throw
 * other values as well. So the caller always has an answer to add fields to.
 */
export async function nextAnswered(c: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (thrown) {
    c.error = toServerFailure(thrown);
    c.res = await answerProblem(c.error, c);
  }
}

import type { Context, Next } from 'hono';
import { answerProblem } from './problem-handlers.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';

/**
 * Goes on until there is an answer, whatever is thrown on the way: Hono hands only Errors to its handler,
 * and libraries throw other things as well. So there always is one to add fields to.
 */
export async function nextAnswered(c: Context, next: Next): Promise<void> {
  try {
    await next();
  } catch (thrown) {
    c.error = toServerFailure(thrown);
    c.res = await answerProblem(c.error, c);
  }
}

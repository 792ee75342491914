import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { Context } from 'hono';
import { adviseAt } from '../mistakes/request-advice.ts';
import { defaultAnswer } from './default-answer.ts';
import { answerProblem } from './problem-handlers.ts';

const NO_ON_ERROR =
  'Set `app.onError(answerProblem)`: without it Hono answers each failure as a plain 500 and writes it to the console with everything it says.';
const NO_NOT_FOUND =
  'Set `app.notFound(answerNotFound)`: without it Hono answers an unknown path as plain text.';

/** Makes a problem of an answer that Hono made as plain text because the app has set no handler. Advises to set one. */
export async function answerPlain(c: Context): Promise<void> {
  if (c.res.status < 404) return;
  const plain = await defaultAnswer(c.res);
  if (plain === 'failed' && c.error) {
    adviseAt(c.req.raw, NO_ON_ERROR);
    c.res = await answerProblem(c.error, c);
  } else if (plain === 'not-found' && !c.error) {
    adviseAt(c.req.raw, NO_NOT_FOUND);
    c.error = new Failure(catalogue.NOT_FOUND);
    c.res = await answerProblem(c.error, c);
  }
}

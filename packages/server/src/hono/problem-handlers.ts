import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { ErrorHandler, NotFoundHandler } from 'hono';
import { nameMistake } from '../mistakes/name-mistake.ts';
import { tellDeveloper, tellMistake } from '../mistakes/web-tell-developer.ts';
import { toProblemResponse } from '../problems/to-problem-response.ts';
import { requestContext } from '../requests/request-context.ts';
import { knownRecord } from '../requests/request-record.ts';

const NO_SCOPE =
  'Use `app.use(requestScope({ log }))` before everything else: without it no failure is logged, and no answer has an id.';

/** For `app.onError`: answers every thrown value as problem details. */
export const answerProblem: ErrorHandler = (thrown, c) => {
  const error = nameMistake(thrown) as Error;
  // The log and the answer have the same failure.
  if (error !== thrown) c.error = error;
  if (!knownRecord(c.req.raw)?.isScoped) {
    tellDeveloper(NO_SCOPE);
    tellMistake(error);
  }
  return toProblemResponse(error, requestContext(c.req.raw));
};

/** For `app.notFound`: an unknown path is a problem like any other. */
export const answerNotFound: NotFoundHandler = (c) =>
  toProblemResponse(new Failure(catalogue.NOT_FOUND), requestContext(c.req.raw));

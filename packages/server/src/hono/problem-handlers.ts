import { catalogue, Failure } from '@holdfast/core';
import type { ErrorHandler, NotFoundHandler } from 'hono';
import { toProblemResponse } from '../problems/to-problem-response.ts';
import { requestContext } from '../requests/request-context.ts';

/** For `app.onError`: whatever a handler throws is answered as problem details. */
export const answerProblem: ErrorHandler = (error, c) =>
  toProblemResponse(error, requestContext(c.req.raw));

/** For `app.notFound`: an unknown path is a problem like any other. */
export const answerNotFound: NotFoundHandler = (c) =>
  toProblemResponse(new Failure(catalogue.NOT_FOUND), requestContext(c.req.raw));

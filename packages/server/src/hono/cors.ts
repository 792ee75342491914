import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { MiddlewareHandler } from 'hono';
import { type CorsOptions, createCors } from '../cors/create-cors.ts';
import { answerFields } from './answer-fields.ts';
import { isBehindRefusal } from './may-refuse.ts';
import { nextAnswered } from './next-answered.ts';

const BEHIND = 'Use cors before rateLimit, sameOrigin and threatGuard.';

/**
 * Lets pages of listed origins read answers, failures included. Middleware before it may refuse a request that `cors`
 * then never sees. So put it before `rateLimit`, `sameOrigin` and `threatGuard`; behind one of them it throws `DEFECT`
 * at the first request.
 */
export function cors(options: CorsOptions): MiddlewareHandler {
  const { preflight, fields } = createCors(options);
  return async (c, next) => {
    if (isBehindRefusal(c)) throw new Failure(catalogue.DEFECT, { details: { remedy: BEHIND } });
    const answer = preflight(c.req.raw);
    if (answer) return answer;
    await nextAnswered(c, next);
    const { vary = '', ...others } = fields(c.req.raw);
    answerFields(c, { vary }, 'append');
    answerFields(c, others);
  };
}

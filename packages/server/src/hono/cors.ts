import type { MiddlewareHandler } from 'hono';
import { type CorsOptions, createCors } from '../cors/create-cors.ts';
import { nextAnswered } from './next-answered.ts';

/**
 * Lets pages of listed origins read answers, failures included, whatever was thrown. Of an answer that was
 * given before it is asked it knows nothing, so use it before what may refuse a request.
 */
export function cors(options: CorsOptions): MiddlewareHandler {
  const { preflight, fields } = createCors(options);
  return async (c, next) => {
    const answer = preflight(c.req.raw);
    if (answer) return answer;
    await nextAnswered(c, next);
    for (const [name, value] of Object.entries(fields(c.req.raw))) {
      c.header(name, value, { append: name === 'vary' });
    }
  };
}

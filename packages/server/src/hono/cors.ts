import type { MiddlewareHandler } from 'hono';
import { type CorsOptions, createCors } from '../cors/create-cors.ts';

/** Lets pages of listed origins read answers, failures included. Use it before what may refuse a request. */
export function cors(options: CorsOptions): MiddlewareHandler {
  const { preflight, fields } = createCors(options);
  return async (c, next) => {
    const answer = preflight(c.req.raw);
    if (answer) return answer;
    await next();
    for (const [name, value] of Object.entries(fields(c.req.raw))) {
      c.header(name, value, { append: name === 'vary' });
    }
  };
}

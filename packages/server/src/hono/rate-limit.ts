import type { Context, MiddlewareHandler } from 'hono';
import { requireOptionsAlways } from '@holdfast/core/parts';
import type { RateLimiter } from '../limits/create-rate-limiter.ts';
import { requireFunction } from '../mistakes/require-value.ts';
import { answerFields } from './answer-fields.ts';
import { createCountedFor } from './counted-for.ts';
import { mayRefuse } from './may-refuse.ts';
import { nextAnswered } from './next-answered.ts';
import { answerProblem } from './problem-handlers.ts';

export interface RateLimitOptions<TEnvironment extends object> {
  readonly limiter: RateLimiter;
  /** The key that the request counts for. `undefined` counts it for no key and lets it pass. */
  readonly by: (c: Context<TEnvironment>) => string | undefined;
}

/** Holds requests to a limit: each answer says how many requests its client has left, and further ones are 429. */
export function rateLimit<TEnvironment extends object>(
  options: RateLimitOptions<TEnvironment>,
): MiddlewareHandler<TEnvironment> {
  requireOptionsAlways('rateLimit', options, {
    limiter: 'anything',
    by: 'anything',
  });

  const { limiter, by } = options;
  requireFunction('rateLimit', { limiter, by });
  const keyOf = createCountedFor('rateLimit', 'by', by);
  return mayRefuse(async (c, next) => {
    const key = keyOf(c);
    if (key === undefined) return next();
    const { fields, failure } = await limiter(key);
    if (failure) {
      // Answered here rather than thrown, so that the refusal carries the fields as well.
      c.error = failure;
      c.res = await answerProblem(failure, c);
    } else {
      await nextAnswered(c, next);
    }
    answerFields(c, fields, 'append');
  });
}

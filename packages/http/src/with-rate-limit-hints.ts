import type { Transport } from '@holdfast/core';
import { type Answer, type Clock, webClock, requireOptions } from '@holdfast/core/parts';
import type { RateLimit } from '@holdfast/core/policies';
import { rateLimitHint } from './foreign/wait/rate-limit-hint.ts';

/**
 * Wraps a transport. Its answers tell a rate limit how many calls are left, so that the limit holds calls back before
 * a 429.
 */
export function withRateLimitHints(
  transport: Transport,
  limit: RateLimit,
  own: { readonly platform?: Pick<Clock, 'monotonic'> } = {},
): Transport {
  requireOptions('withRateLimitHints', own, { platform: 'an object with monotonic?' });
  const { platform = webClock } = own;
  const hear = (answer: Pick<Answer, 'headers'>): void => {
    const hint = rateLimitHint(answer.headers);
    if (hint) limit.hear(hint, platform);
  };
  const { open } = transport;
  return {
    async send(request, options) {
      const answer = await transport.send(request, options);
      hear(answer);
      return answer;
    },
    ...(open && {
      async open(request, options) {
        const answer = await open.call(transport, request, options);
        hear(answer);
        return answer;
      },
    }),
  };
}

import type { Answer, Transport } from '../exchange/transport.ts';
import type { Platform } from '../platform/platform.ts';
import type { RateLimit, RateLimitHint } from './rate-limit.ts';

type Headers = Answer['headers'];

/**
 * What an answer says about the server's limit: the tightest of the policies in `RateLimit`
 * (draft-ietf-httpapi-ratelimit-headers-10: `"name";r=remaining;t=seconds`), else the older
 * `RateLimit-Remaining` or `X-RateLimit-Remaining` with its `-Reset` in seconds. `undefined` when it
 * says nothing, or nothing that makes sense.
 */
export function rateLimitHint(headers: Headers): RateLimitHint | undefined {
  const told = (headers['ratelimit'] ?? '').split(',').flatMap((item) => {
    const remaining = wholeNumber(/;\s*r=(\d{1,12})\s*(?:;|$)/.exec(item)?.[1]);
    const seconds = wholeNumber(/;\s*t=(\d{1,9})\s*(?:;|$)/.exec(item)?.[1]);
    return remaining === undefined || seconds === undefined
      ? []
      : { remaining, resetMs: seconds * 1000 };
  });
  if (told.length > 0) {
    return told.reduce((tightest, hint) =>
      hint.remaining < tightest.remaining ||
      (hint.remaining === tightest.remaining && hint.resetMs > tightest.resetMs)
        ? hint
        : tightest,
    );
  }
  return older(headers, 'ratelimit') ?? older(headers, 'x-ratelimit');
}

// A reset beyond this many seconds is not a wait but a point in time, as some servers send it.
const LONGEST_RESET_S = 86_400;

function older(headers: Headers, prefix: string): RateLimitHint | undefined {
  const remaining = wholeNumber(headers[`${prefix}-remaining`]);
  const seconds = wholeNumber(headers[`${prefix}-reset`]);
  if (remaining === undefined || seconds === undefined || seconds > LONGEST_RESET_S) {
    return undefined;
  }
  return { remaining, resetMs: seconds * 1000 };
}

function wholeNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*\d{1,12}\s*$/.test(value) ? Number(value) : undefined;
}

/** A transport whose answers tell a rate limit what is left, so that it holds back before a 429. */
export function hearRateLimit(
  transport: Transport,
  limit: RateLimit,
  platform: Pick<Platform, 'monotonic'>,
): Transport {
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

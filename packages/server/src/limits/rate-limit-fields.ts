import type { RequestLimit, RateLimitDecision } from './window-state.ts';

export const RATE_LIMIT_HEADER = 'ratelimit';
export const RATE_LIMIT_POLICY_HEADER = 'ratelimit-policy';

/**
 * One member of each list of draft-ietf-httpapi-ratelimit-headers-10: structured fields, times in
 * whole seconds. Several limits are several members; append them.
 */
export function rateLimitFields(
  { name, limit, windowMs }: RequestLimit,
  { remaining, resetMs }: RateLimitDecision,
): Readonly<Record<string, string>> {
  const item = `"${PLAIN.test(name) ? name : quotable(name)}"`;
  return {
    [RATE_LIMIT_POLICY_HEADER]: `${item};q=${limit};w=${seconds(windowMs)}`,
    [RATE_LIMIT_HEADER]: `${item};r=${remaining};t=${seconds(resetMs)}`,
  };
}

const PLAIN = /^[\w-]*$/;

function quotable(name: string): string {
  return name.replaceAll(/[^\x20-\x7e]/g, '').replaceAll(/["\\]/g, String.raw`\$&`);
}

// Rounded up: a client that waits as long as it says must not be early.
function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}

import { answerFields } from '@holdfast/server/hono';
import type { MiddlewareHandler } from 'hono';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

/** The headers by which browsers refuse harmful content, on every answer. */
export function securityHeaders({ https }: { readonly https: boolean }): MiddlewareHandler {
  const headers = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  return async (c, next) => {
    await next();
    answerFields(c, headers);
  };
}

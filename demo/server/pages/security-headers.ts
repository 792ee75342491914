import { answerFields } from '@holdfast/server/hono';
import type { MiddlewareHandler } from 'hono';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.ts';

/** The browser features that no page of Fireside uses, and that no script in it may use. */
const PERMISSIONS_POLICY = [
  ...['accelerometer', 'browsing-topics', 'camera', 'display-capture', 'geolocation', 'gyroscope'],
  ...[
    'hid',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ],
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** The headers by which browsers refuse harmful content, on every answer. */
export function securityHeaders({ https }: { readonly https: boolean }): MiddlewareHandler {
  const headers = {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'origin-agent-cluster': '?1',
    'permissions-policy': PERMISSIONS_POLICY,
    ...(https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  return async (c, next) => {
    await next();
    // An answer may be stricter, such as a picture. Every answer of the server has these headers.
    const own = c.res.headers.get('content-security-policy');
    answerFields(c, own === null ? headers : { ...headers, 'content-security-policy': own });
  };
}

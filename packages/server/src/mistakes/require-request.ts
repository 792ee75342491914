import { refuseUnless } from './defect.ts';

/**
 * Throws `DEFECT` where the app hands on anything but a `Request` of the Fetch standard, such as Hono's context or
 * the request of Node. By shape, because hosts and adapters bring classes of their own.
 */
export function requireRequest(caller: string, request: unknown): asserts request is Request {
  const { headers, url, method } = Object(request) as Partial<Request>;
  refuseUnless(
    typeof headers?.get === 'function' && typeof url === 'string' && typeof method === 'string',
    `${caller}: give it a Request of the Fetch standard: \`c.req.raw\` in Hono, the request of the adapter on node:http and Express.`,
  );
}

import type { Context } from 'hono';
import { shareBody } from '../requests/read-bytes.ts';

// From these Hono gives the same bytes each time; a form gets a new boundary.
const EXACT: ReadonlySet<string> = new Set(['text', 'json', 'arrayBuffer', 'blob']);

/** Lets `c.req.json()` and `readBytes` read one body, in either order. */
export function shareHonoBody({ req }: Context): void {
  shareBody(req.raw, {
    read() {
      const [first] = Object.keys(req.bodyCache);
      if (first === undefined || !EXACT.has(first)) return undefined;
      return req.arrayBuffer().then((buffer) => new Uint8Array(buffer));
    },
    keep(reading) {
      Object.defineProperty(req.bodyCache, 'arrayBuffer', {
        configurable: true,
        enumerable: true,
        // Copied when Hono asks for it, because the app may change the copy.
        get: () => reading.then((bytes) => bytes.slice().buffer),
      });
    },
  });
}

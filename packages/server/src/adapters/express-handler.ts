import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuseUnless } from '../mistakes/defect.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { fetchHandling, type NodeHandlerOptions } from './node-handler.ts';

/** The parts of an Express request that the handler uses. */
export interface ExpressRequest extends IncomingMessage {
  /** The whole address; `url` lacks the path at which the handler is mounted. */
  readonly originalUrl: string;
}

const READ_BEFORE =
  'Mount this handler before express.json() and other parsers of bodies: they have read the body, and the handler reads it by itself.';

/**
 * Makes a handler for Express 5 out of one of the Fetch standard. It sees the whole address of a request. When
 * `fetch` answers `undefined`, the next handler gets the request. In all else it works like `nodeHandler`.
 */
export function expressHandler(
  fetch: FetchHandler,
  options: NodeHandlerOptions = {},
): (incoming: ExpressRequest, outgoing: ServerResponse, next: () => void) => void {
  const handle = fetchHandling((request, bindings) => {
    refuseUnless(!isReadBefore(bindings.incoming), READ_BEFORE);
    return fetch(request, bindings);
  }, options);
  return (incoming, outgoing, next) => {
    const { url } = incoming;
    incoming.url = incoming.originalUrl;
    handle(incoming, outgoing, next);
    // The `Request` has been made; the handlers after this one expect theirs.
    incoming.url = url;
  };
}

// A request without a body has none that could have been read.
function isReadBefore({ headers, readableDidRead }: IncomingMessage): boolean {
  const hasBody =
    headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
  return hasBody && readableDidRead;
}

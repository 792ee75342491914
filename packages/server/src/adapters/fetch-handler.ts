import type { IncomingMessage, ServerResponse } from 'node:http';

/** The request and response of Node. Hono has them as `c.env`. */
export interface NodeBindings {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
}

/** Answers a request of the Fetch standard; `undefined` says that it has no answer to this one. */
export type FetchHandler = (
  request: Request,
  bindings: NodeBindings,
) => Response | undefined | Promise<Response | undefined>;

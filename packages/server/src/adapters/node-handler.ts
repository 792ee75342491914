import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Failure } from '@holdfast/core';
import { webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { describeRequest, type LogSink } from '../logging/request-log.ts';
import { tellApp } from '../logging/web-tell.ts';
import { nameMistake } from '../mistakes/name-mistake.ts';
import { requireResponse } from '../mistakes/require-answer.ts';
import { requireFunction } from '../mistakes/require-value.ts';
import { tellMistake, tellUntold } from '../mistakes/web-tell-developer.ts';
import { toProblemResponse } from '../problems/to-problem-response.ts';
import { requestContext } from '../requests/request-context.ts';
import type { FetchHandler, NodeBindings } from './fetch-handler.ts';
import { writeResponse } from './node-write-response.ts';
import { toServerFailure } from '../naming/to-server-failure.ts';

export interface NodeHandlerOptions {
  /** Receives a line for each error that the handler does not answer itself. @default none */
  readonly log?: LogSink;
}

/**
 * Makes a handler for `http.createServer` out of one of the Fetch standard. `request.signal` aborts when the client
 * leaves. When `fetch` throws or the body fails, the handler logs the error, and answers a problem as long as it has
 * sent nothing.
 */
export function nodeHandler(
  fetch: FetchHandler,
  options: NodeHandlerOptions = {},
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const handle = fetchHandling(fetch, options);
  return (incoming, outgoing) => handle(incoming, outgoing, notFound);
}

function notFound(): never {
  throw new Failure(catalogue.NOT_FOUND);
}

/** Like a handler, but calls `handOn` when `fetch` has no answer. `handOn` may throw. */
export function fetchHandling(
  fetch: FetchHandler,
  options: NodeHandlerOptions,
): (incoming: IncomingMessage, outgoing: ServerResponse, handOn: () => void) => void {
  requireOptionsAlways('A handler for Node or Express', options, { log: 'a function?' });

  const { log } = options;
  const tell = (request: Request, response: Response, from: number, thrown: unknown): void => {
    const durationMs = webPlatform.monotonic() - from;
    const context = requestContext(request);
    const answered = { request, response, route: '', context, durationMs, thrown };
    if (!log && response.status >= 500) {
      tellUntold('A handler for Node or Express', 'log', thrown, request);
    }
    tellApp(log && (() => log(describeRequest({ ...answered, time: webPlatform.now() }))));
  };

  const answer = async (request: Request, bindings: NodeBindings, handOn: () => void) => {
    const from = webPlatform.monotonic();
    const { outgoing } = bindings;
    try {
      const response = await fetch(request, bindings);
      if (response === undefined) handOn();
      else {
        requireResponse('fetch', response);
        await writeResponse(response, outgoing);
      }
    } catch (error) {
      // `fetch` may throw `undefined`, which needs a name in the log as well.
      const thrown = nameMistake(error) ?? toServerFailure(error);
      tellMistake(thrown);
      const response = toProblemResponse(thrown, requestContext(request));
      tell(request, response, from, thrown);
      if (!outgoing.headersSent) await writeResponse(response, outgoing);
    }
    // A library may have replaced the class `Response` since. Only the standard's own class says that the answer was
    // sent.
    void RESPONSE_ALREADY_SENT.body;
    return RESPONSE_ALREADY_SENT;
  };

  requireFunction('A handler for Node or Express', { fetch });
  return (incoming, outgoing, handOn) => {
    const listener = getRequestListener(
      (request) => answer(request, { incoming, outgoing }, handOn),
      {
        overrideGlobalObjects: false,
        // HTTP/1.0 knows no `Host`, and a `URL` needs one.
        hostname: 'localhost',
        errorHandler: () => unreadable(tell),
      },
    );
    void listener(incoming, outgoing);
  };
}

/** The adapter calls it when it can make no `Request`. `limitConnections` refuses such requests before. */
function unreadable(
  tell: (request: Request, response: Response, from: number, thrown: unknown) => void,
): Response {
  const request = new Request('http://localhost/');
  const failure = new Failure(catalogue.BAD_REQUEST);
  const response = toProblemResponse(failure, requestContext(request));
  tell(request, response, webPlatform.monotonic(), failure);
  return response;
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Failure } from '@holdfast/core';
import { webPlatform } from '@holdfast/core/parts';
import type { RequestLog } from '../logging/request-log.ts';
import { refuseRequest } from './refused-request.ts';

/** A request that Node has read, and how to hand it to the app. */
export interface Turn {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly begin: () => void;
  /** Answered in place of the app. */
  readonly failure?: Failure | undefined;
}

/** The turn of a request that the app never sees. */
export function refusalTurn(
  failure: Failure,
  { incoming, outgoing }: Turn,
  tell: (line: RequestLog) => void,
): Turn {
  const { method, headers } = incoming;
  const time = webPlatform.now();
  const from = webPlatform.monotonic();
  return {
    ...{ incoming, outgoing },
    begin() {
      const durationMs = webPlatform.monotonic() - from;
      const refused = { failure, time, durationMs, method, headers };
      const { answer, line } = refuseRequest(refused, webPlatform);
      outgoing.writeHead(answer.status, answer.headers).end(answer.body);
      tell(line);
    },
  };
}

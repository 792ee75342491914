import { requireOptions } from '#options';
import { defect } from '../../failures/defect.ts';
import { fetchFailure } from './network-failure.ts';
import { readAnswer } from '../answer/read-answer.ts';
import type { OpenAnswer, ReadIssues, SendOptions, Transport } from '../transport.ts';
import type { TransportRequest } from '../request/request-description.ts';
import { unsendableRequest } from '../request/unsendable-request.ts';
import { inDevelopment } from '#in-development';
import { toOpenAnswer } from '#open-answer';

export interface FetchTransportOptions {
  /** @default the ambient `fetch`, looked up at each send */
  readonly fetch?: typeof globalThis.fetch;
  /** A larger answer is refused with `ANSWER_TOO_LARGE`. @default 10 MiB */
  readonly maxAnswerBytes?: number;
  /** Reads the issues of fields from a refusal of your server. @default the `errors` of the contract */
  readonly readIssues?: ReadIssues;
}

const DEFAULT_MAX_ANSWER_BYTES = 10 * 1024 * 1024;

/** Sends requests with plain `fetch`, for pages, workers and servers. Cookies go to the page's own origin only. */
export function fetchTransport(options: FetchTransportOptions = {}): Transport {
  requireOptions('fetchTransport', options, {
    fetch: 'a function?',
    maxAnswerBytes: 'a number above 0?',
    readIssues: 'a function?',
  });
  const { maxAnswerBytes = DEFAULT_MAX_ANSWER_BYTES } = options;

  const open = async (
    request: TransportRequest,
    { signal }: SendOptions = {},
  ): Promise<OpenAnswer> => {
    const failure = unsendableRequest(request);
    if (failure) throw failure;
    const send = options.fetch ?? globalThis.fetch;
    if (!send)
      throw defect(inDevelopment('There is no `fetch` here: hand one to `fetchTransport`.'));
    let response: Response;
    try {
      response = await send(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        cache: 'no-store',
        credentials: 'same-origin',
        ...request.init,
        ...(signal ? { signal } : {}),
      });
    } catch (error) {
      throw fetchFailure(error, signal) ?? error;
    }
    return toOpenAnswer(response, options.readIssues, request.url);
  };

  return {
    open,
    send: (request, sendOptions) => readAnswer(open, request, maxAnswerBytes, sendOptions),
  };
}

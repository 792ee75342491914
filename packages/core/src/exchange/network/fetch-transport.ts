import { Failure } from '../../failures/failure.ts';
import { DEFECT } from '../../failures/kinds/runtime.ts';
import { bodyOf } from '../answer/body-of.ts';
import { fetchFailure } from './network-failure.ts';
import { readAnswer } from '../answer/read-answer.ts';
import type { IssueReader, OpenAnswer, SendOptions, Transport } from '../transport.ts';
import type { TransportRequest } from '../request/request-description.ts';
import { unsendableRequest } from '../request/unsendable-request.ts';
import { webBase } from '../request/web-base.ts';
import { webUrl } from '../../platform/web-url.ts';
import { inDevelopment } from '#in-development';

export interface FetchTransportOptions {
  /** @default the ambient `fetch`, looked up at each send */
  readonly fetch?: typeof globalThis.fetch;
  /** A larger answer is refused with `ANSWER_TOO_LARGE`. @default 10 MiB */
  readonly maxAnswerBytes?: number;
  /** Reads the issues of fields from a refusal of your server. @default the `errors` of the contract */
  readonly readIssues?: IssueReader;
}

const DEFAULT_MAX_ANSWER_BYTES = 10 * 1024 * 1024;

/** Sends requests with plain `fetch`, for pages, workers and servers. Cookies go to the page's own origin only. */
export function fetchTransport(options: FetchTransportOptions = {}): Transport {
  const { maxAnswerBytes = DEFAULT_MAX_ANSWER_BYTES } = options;

  const open = async (
    request: TransportRequest,
    { signal }: SendOptions = {},
  ): Promise<OpenAnswer> => {
    const failure = unsendableRequest(request);
    if (failure) throw failure;
    const send = options.fetch ?? globalThis.fetch;
    if (!send) {
      const remedy = inDevelopment('There is no `fetch` here: hand one to `fetchTransport`.');
      throw new Failure(DEFECT, { effect: 'none', details: { remedy } });
    }
    let response: Response;
    try {
      response = await send(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.body,
        cache: 'no-store',
        credentials: 'same-origin',
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

/**
 * Takes over a fetch `Response` as an answer whose body is still to be read. Some hosts do not say whether it
 * was redirected (React Native, whatwg-fetch). There the answer counts as redirected when its address is not
 * the one that was asked.
 */
export function toOpenAnswer(
  response: Response,
  readIssues?: IssueReader,
  asked: string = response.url,
): OpenAnswer {
  const { redirected } = response as { readonly redirected?: boolean };
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    url: response.url,
    redirected: redirected ?? isMoved(response.url, asked),
    ...(readIssues ? { readIssues } : {}),
    body: bodyOf(response),
  };
}

function isMoved(url: string, asked: string): boolean {
  const there = readable(url);
  const whole = webUrl(asked, webBase())?.href ?? asked;
  return there !== '' && there !== readable(asked) && there !== readable(whole);
}

/** Without a fragment, and with escapes undone, because hosts escape different characters. */
function readable(url: string): string {
  const [address = ''] = url.split('#', 1);
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

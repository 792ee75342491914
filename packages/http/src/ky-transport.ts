import type { Transport } from '@holdfast/core';
import {
  type ReadIssues,
  type OpenAnswer,
  type SendOptions,
  type TransportRequest,
  fetchFailure,
  readAnswer,
  toOpenAnswer,
  unsendableRequest,
  requireOptions,
} from '@holdfast/core/parts';
import { defaultsOf, ownPolicyFailure, refuseOwnPolicies, retriedByHook } from './ky-defaults.ts';
import type { KyLike, KyRequest } from './ky-instance.ts';

export interface KyTransportOptions {
  /** A larger answer is refused with `ANSWER_TOO_LARGE`. @default 10 MiB */
  readonly maxAnswerBytes?: number;
  /** Reads the issues of fields from a refusal of your server. @default the `errors` of the contract */
  readonly readIssues?: ReadIssues;
}

const DEFAULT_MAX_ANSWER_BYTES = 10 * 1024 * 1024;

/**
 * Sends through a ky instance, with its hooks, headers and `fetch`. One send is one attempt, because the transport
 * turns ky's retry, timeouts and throwing off. Throws `PIPELINE_INVALID` for an instance whose options turn one of
 * them on; `details.remedy` says what to change. When a hook turns one on, the send rejects with that failure. An
 * error of a hook or of the given `fetch` passes through unchanged, and `run` names it.
 *
 * Credentials are as the instance says, so cross-origin cookies are possible here.
 */
export function kyTransport(ky: KyLike, options: KyTransportOptions = {}): Transport {
  requireOptions('kyTransport', options, {
    maxAnswerBytes: 'a number above 0?',
    readIssues: 'a function?',
  });

  const { maxAnswerBytes = DEFAULT_MAX_ANSWER_BYTES } = options;
  const defaults = defaultsOf(ky);
  refuseOwnPolicies(defaults);

  async function open(
    request: TransportRequest,
    { signal }: SendOptions = {},
  ): Promise<OpenAnswer> {
    const mistake = unsendableRequest(request);
    if (mistake) throw mistake;
    const { url, method, headers, body } = request;
    let sends = 0;
    let arrived: Pick<OpenAnswer, 'url' | 'redirected'> | undefined;
    // Only a rejection of this call can come from the network. An error from any other place in ky does not.
    const fetchOnce: KyRequest['fetch'] = async (input, init) => {
      sends += 1;
      if (sends > 1) throw retriedByHook({ effect: 'unknown' });
      const send = defaults.fetch ?? globalThis.fetch;
      try {
        const answer = await send(input, init);
        const address = typeof input === 'object' && 'url' in input ? input.url : `${input}`;
        const { url: from, redirected } = toOpenAnswer(answer, undefined, address);
        arrived = { url: from, redirected };
        return answer;
      } catch (error) {
        throw fetchFailure(error, signal) ?? error;
      }
    };
    try {
      const response = await ky(url, {
        method,
        headers: { ...headers },
        body,
        cache: 'no-store',
        ...request.init,
        retry: 0,
        timeout: false,
        totalTimeout: false,
        throwHttpErrors: false,
        fetch: fetchOnce,
        ...(signal ? { signal } : {}),
      });
      // A response that a hook or ky itself made anew, to watch a download, no longer has its address.
      return {
        ...toOpenAnswer(response, options.readIssues),
        ...(['', arrived?.url].includes(response.url) ? arrived : undefined),
      };
    } catch (error) {
      const aborted = signal?.aborted ? fetchFailure(error, signal) : undefined;
      throw aborted ?? ownPolicyFailure(error) ?? error;
    }
  }

  return {
    open,
    send: (request, sendOptions) => readAnswer(open, request, maxAnswerBytes, sendOptions),
  };
}

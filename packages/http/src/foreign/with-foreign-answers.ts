import type { Transport } from '@holdfast/core';
import { bodyOf, type Platform, readBody, webNow } from '@holdfast/core/parts';
import { LARGEST_REFUSAL_BYTES, translateAnswer } from './translate-answer.ts';

export interface ForeignAnswersOptions {
  /** @default the wall clock */
  readonly platform?: Pick<Platform, 'now'>;
}

/**
 * A transport for servers that do not keep to the contract. It translates their refusals, so that core reads them
 * like those of a server that does: waits in any form (rate limits, spans of time, dates) become
 * `retry-after-ms`, the mistakes that common frameworks list become `errors`, and a code without its row is given
 * the row. Answers that are no refusals pass as they are.
 *
 *     fetchTransport() → withForeignAnswers(fetchTransport())
 */
export function withForeignAnswers(
  transport: Transport,
  options: ForeignAnswersOptions = {},
): Transport {
  const { platform = { now: webNow } } = options;
  const { open } = transport;
  return {
    async send(request, sendOptions) {
      const answer = await transport.send(request, sendOptions);
      return translateAnswer(answer, request.body, platform.now());
    },
    ...(open && {
      async open(request, sendOptions) {
        const answer = await open.call(transport, request, sendOptions);
        if (answer.status < 400) return answer;
        const read = readBody(answer.body, LARGEST_REFUSAL_BYTES, sendOptions?.signal);
        // A refusal that was cut or is too large is known by its status and its headers.
        const body = await read.catch(() => new Uint8Array());
        const whole = translateAnswer({ ...answer, body }, request.body, platform.now());
        return { ...whole, body: bodyOf(new Response(new Uint8Array(whole.body))) };
      },
    }),
  };
}

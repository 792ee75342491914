import type { Transport } from '@holdfast/core';
import { bodyOf, type Platform, readBody, webNow, requireOptions } from '@holdfast/core/parts';
import { isGood, LARGEST_REFUSAL_BYTES, translateAnswer } from './translate-answer.ts';

const EMPTY = new Uint8Array();

export interface ForeignAnswersOptions {
  /** @default the wall clock */
  readonly platform?: Pick<Platform, 'now'>;
}

/**
 * Wraps a transport for servers that do not keep to the contract. It translates their refusals (status 400 and up)
 * into the form of the contract, which core reads. A wait in any form, such as a rate limit, a span of time or a
 * date, becomes `retry-after-ms`. The field mistakes that common frameworks list become `errors`. A failure code
 * without the facts of its kind gets these facts. All other answers pass unchanged. It raises nothing of its own.
 *
 *     fetchTransport() → withForeignAnswers(fetchTransport())
 */
export function withForeignAnswers(
  transport: Transport,
  options: ForeignAnswersOptions = {},
): Transport {
  requireOptions('withForeignAnswers', options, {
    platform: 'an object with now?',
  });

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
        if (isGood(answer)) {
          const { headers } = translateAnswer({ ...answer, body: EMPTY }, null, platform.now());
          return { ...answer, headers };
        }
        const read = readBody(answer.body, LARGEST_REFUSAL_BYTES, sendOptions?.signal);
        // Of a refusal that was cut or is too large, only the status and the headers are known.
        const body = await read.catch(() => EMPTY);
        const whole = translateAnswer({ ...answer, body }, request.body, platform.now());
        return { ...whole, body: bodyOf(new Response(new Uint8Array(whole.body))) };
      },
    }),
  };
}

import { Failure, type Transport } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { type Answer, type Platform, sleep, type TransportRequest } from '@holdfast/core/parts';
import { requestShape } from '../draw-fault.ts';
import { answerAfter, answerInstead, isUnsent, type FaultAnswer } from './fault-answers.ts';
import { NO_FAULT, type RequestFault } from './fault-of.ts';
import { cutBody } from './cut-body.ts';
import type { ScenarioPlay } from './scenario-play.ts';

type Head = Pick<Answer, 'status' | 'headers' | 'url' | 'redirected'>;
type Options = Parameters<Transport['send']>[1];

/**
 * Gives the requests of a transport the faults of a scenario. When a fault keeps a request from the server, the
 * request does not reach the transport.
 *
 * @param play the scenario of this moment, if there is one
 */
export function faultyTransport(
  transport: Transport,
  play: () => Pick<ScenarioPlay, 'next'> | undefined,
  platform: Pick<Platform, 'schedule'>,
): Transport {
  async function pass<T extends Head>(
    request: TransportRequest,
    options: Options,
    send: () => Promise<T>,
    make: (answer: FaultAnswer, of: Head | undefined) => T,
    cut: (answer: T, fault: RequestFault) => T,
  ): Promise<T> {
    const { pathname } = new URL(request.url, 'http://localhost');
    const fault = play()?.next(requestShape(request.method, pathname)) ?? NO_FAULT;
    const signal = options?.signal;
    if (fault.delayMs > 0) await sleep(platform, fault.delayMs, signal);
    if (isUnsent(fault)) throw new Failure(NETWORK_FAILED);
    const instead = answerInstead(fault);
    if (instead) return make(instead, undefined);
    const answer = await send();
    if (fault.slowMs > 0) await sleep(platform, fault.slowMs, signal);
    const after = answerAfter(fault, answer);
    return after ? make(after, answer) : cut(answer, fault);
  }

  const { open } = transport;
  return {
    ...transport,
    send: (request, options) =>
      pass(
        request,
        options,
        () => transport.send(request, options),
        madeWhole,
        (answer, fault) => {
          if (fault.kind === 'cut-answer') throw new Failure(NETWORK_FAILED);
          if (fault.kind !== 'truncated') return answer;
          return { ...answer, body: answer.body.subarray(0, answer.body.length >> 1) };
        },
      ),
    ...(open && {
      open: (request, options) =>
        pass(
          request,
          options,
          () => open(request, options),
          madeOpen,
          (answer, fault) =>
            fault.kind === 'cut-answer' || fault.kind === 'truncated'
              ? { ...answer, body: cutBody(answer.body, fault) }
              : answer,
        ),
    }),
  };
}

function madeWhole({ body, ...answer }: FaultAnswer, of: Head | undefined): Answer {
  return { url: '', redirected: false, ...of, ...answer, body: new TextEncoder().encode(body) };
}

function madeOpen({ body, ...answer }: FaultAnswer, of: Head | undefined) {
  const { body: stream } = new Response(body);
  return { url: '', redirected: false, ...of, ...answer, body: stream! };
}

import { Failure, type Transport } from '@holdfast/core';
import {
  abortFailure,
  toProblem,
  PROBLEM_TYPE,
  type Answer,
  type TransportRequest,
} from '@holdfast/core/parts';
import { NETWORK_FAILED } from '@holdfast/core/failures';

type Script = (request: TransportRequest) => Answer | Promise<Answer>;

const noAnswer: Script = () => {
  throw new Failure(NETWORK_FAILED);
};

/** A server that a test controls. */
export interface ScriptedTransport extends Transport {
  /** The requests so far. */
  readonly requests: readonly TransportRequest[];
  /** Answers every request from now on with `answer`. A rejection stands for a lost answer. */
  answerWith(script: Script): void;
}

/** A transport without a network. Until the test sets an answer, every request fails with `NETWORK_FAILED`. */
export function scriptedTransport(): ScriptedTransport {
  const requests: TransportRequest[] = [];
  let script: Script = noAnswer;
  return {
    requests,
    answerWith: (next) => void (script = next),
    async send(request, { signal } = {}) {
      if (signal?.aborted) throw abortFailure(signal, signal.reason);
      requests.push(request);
      const told = script(request);
      return signal ? Promise.race([told, aborted(signal)]) : told;
    },
  };
}

/** Rejects when the signal is aborted, as every real transport does. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = (): void => reject(abortFailure(signal, signal.reason));
    signal.addEventListener('abort', abort, { once: true });
  });
}

/** An answer in JSON. */
export function jsonAnswer(body: unknown, status = 200): Answer {
  return answer(status, 'application/json', body);
}

/** The answer of a server that refuses with this failure. */
export function problemAnswer(failure: Failure): Answer {
  const problem = toProblem(failure);
  return answer(failure.status ?? 500, PROBLEM_TYPE, problem);
}

function answer(status: number, type: string, body: unknown): Answer {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return { status, headers: { 'content-type': type }, body: bytes, url: '', redirected: false };
}

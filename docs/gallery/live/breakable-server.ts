import { createCell, Failure, type Observable, type Transport } from '@holdfast/core';
import {
  BODY_TOO_LARGE,
  NETWORK_FAILED,
  PRECONDITION_FAILED,
  UNAVAILABLE,
} from '@holdfast/core/failures';
import { sleep, webPlatform, type Answer, type TransportRequest } from '@holdfast/core/parts';
import { jsonAnswer, problemAnswer } from '@holdfast/testing';

/** How the server in the page, or the way to it, is broken. */
export const FAULTS = ['none', 'offline', 'slow', 'busy', 'refuse', 'conflict', 'cut'] as const;
export type Fault = (typeof FAULTS)[number];

export interface Note {
  readonly id: string;
  readonly text: string;
}

export interface BreakableServer extends Transport {
  readonly fault: Observable<Fault>;
  breakBy(fault: Fault): void;
  /** Whether the server answers, for the probe. */
  ask(): Promise<boolean>;
  noteOf(id: string): Note | undefined;
}

const SLOW_MS = 4000;

/** A server that keeps notes and knows idempotency keys. It lives in the page, and can be broken in several ways. */
export function createBreakableServer(): BreakableServer {
  const fault = createCell<Fault>('none');
  const notes = new Map<string, Note>([['1', { id: '1', text: 'Ask Mara about the lighthouse' }]]);
  const answered = new Map<string, Answer>();
  const apply = (request: TransportRequest): Answer => {
    if (request.method === 'GET') return jsonAnswer([...notes.values()]);
    const key = request.headers['idempotency-key'] ?? '';
    const known = answered.get(key);
    if (known) return known;
    const note = JSON.parse(String(request.body)) as Note;
    notes.set(note.id, note);
    const answer = jsonAnswer(note);
    answered.set(key, answer);
    return answer;
  };
  const isLost = (): boolean => fault.getSnapshot() === 'offline';
  return {
    fault,
    breakBy: fault.set,
    ask: async () => !isLost(),
    noteOf: (id) => notes.get(id),
    async send(request, { signal } = {}) {
      const isWrite = request.method !== 'GET';
      switch (fault.getSnapshot()) {
        case 'none':
          return apply(request);
        case 'offline':
          throw new Failure(NETWORK_FAILED);
        case 'slow':
          await sleep(webPlatform, SLOW_MS, signal);
          return apply(request);
        case 'busy':
          return problemAnswer(new Failure(UNAVAILABLE, { status: 503 }));
        case 'refuse':
          return isWrite
            ? problemAnswer(new Failure(BODY_TOO_LARGE, { status: 413 }))
            : apply(request);
        case 'conflict':
          return isWrite
            ? problemAnswer(new Failure(PRECONDITION_FAILED, { status: 412 }))
            : apply(request);
        case 'cut':
          // The write takes effect, and its answer is lost.
          apply(request);
          throw new Failure(NETWORK_FAILED);
      }
    },
  };
}

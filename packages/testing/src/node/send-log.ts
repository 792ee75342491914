import type { IncomingMessage } from 'node:http';
import { type RequestMatch, type SentRequest, matchesRequest } from './sent-request.ts';

export interface SendLog {
  add(request: IncomingMessage): {
    readonly get: () => SentRequest;
    readonly answered: (status: number) => void;
  };
  sends(match?: RequestMatch): readonly SentRequest[];
  sent(match: RequestMatch, count?: number): Promise<readonly SentRequest[]>;
}

/** Remembers requests in the order of their arrival, and wakes every waiting test. */
export function createSendLog(): SendLog {
  const log: SentRequest[] = [];
  const waiting = new Set<() => void>();

  const sends = (match: RequestMatch = {}): readonly SentRequest[] =>
    log.filter((sent) => matchesRequest(sent, match));

  return {
    sends,
    add(request) {
      const index = log.push(toSentRequest(request)) - 1;
      for (const look of waiting) look();
      const get = (): SentRequest => log[index]!;
      return { get, answered: (status) => void (log[index] = { ...get(), status }) };
    },
    sent(match, count = 1) {
      return new Promise((resolve) => {
        const look = (): void => {
          const found = sends(match);
          if (found.length < count) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      });
    },
  };
}

function toSentRequest({ method = 'GET', url = '/', headers }: IncomingMessage): SentRequest {
  const flat = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );
  const key = flat['idempotency-key']?.replace(/^"(.*)"$/, '$1');
  return { method, path: url, key, headers: flat, at: Date.now(), status: undefined };
}

import { Failure, type Transport } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import type { Answer } from '@holdfast/core/parts';
import { WORLD, type Actor, type Agenda } from './agenda.ts';
import type { Fate } from './fate.ts';
import * as server from './simulated-server.ts';

export interface SentRequest {
  /** How many requests were sent before it, in all contexts. */
  readonly number: number;
  readonly id: string;
  readonly key: string;
  /** The user that it names as its owner. */
  readonly owner: string;
  readonly lane: string;
}

export interface NetworkOptions {
  readonly agenda: Agenda;
  readonly handle: server.SimulatedServer['handle'];
  readonly fateOf: (request: SentRequest) => Fate;
  /** The time of one way. */
  readonly latencyMs: (request: SentRequest) => number;
  readonly sent: (request: SentRequest, actor: Actor) => void;
  /** The sender got an answer, or gave it up. */
  readonly ended?: ((request: SentRequest, actor: Actor) => void) | undefined;
  /** The user that the cookies of the device name. */
  readonly user: () => string | null;
}

export interface SimulatedNetwork {
  transportOf(actor: Actor): Transport;
  /** How many requests are still on their way to the server. */
  onTheirWay(): number;
}

const DELAY_MS = 35_000;
const REPEAT_MS = 45_000;

/** A network that does to each request what its fate says. A request outlives its sender. */
export function createSimulatedNetwork(options: NetworkOptions): SimulatedNetwork {
  const { agenda, handle, fateOf, latencyMs, sent, ended, user } = options;
  let count = 0;
  let onTheirWay = 0;

  const transportOf = (actor: Actor): Transport => ({
    send(request, { signal } = {}) {
      // Nothing leaves a context that is gone.
      if (agenda.isDead(actor)) return new Promise(() => {});
      const { id, key, owner } = server.readRequest(request);
      const lane = new URL(request.url).pathname.slice(1);
      const told: SentRequest = { number: count, id, key, owner, lane };
      count += 1;
      sent(told, actor);
      const cookie = user();
      const wayMs = latencyMs(told);
      const fate = fateOf(told);
      const label = `${id} ${fate.kind}`;
      if (ended) signal?.addEventListener('abort', () => ended(told, actor), { once: true });
      return new Promise((resolve, reject) => {
        const reply = (ms: number, outcome: Answer | 'reset'): void => {
          agenda.post(
            actor,
            'answer',
            label,
            () => {
              ended?.(told, actor);
              if (outcome === 'reset') reject(new Failure(NETWORK_FAILED));
              else resolve(outcome);
            },
            ms,
          );
        };
        const arrive = (ms: number, then?: (answer: Answer) => void): void => {
          onTheirWay += 1;
          const run = (): void => {
            onTheirWay -= 1;
            const answer = handle(request, cookie, fate.kind === 'invalid');
            then?.(answer);
          };
          agenda.post(WORLD, 'arrive', label, run, ms);
        };
        const answered = (answer: Answer): void => reply(wayMs, answer);
        switch (fate.kind) {
          case 'well':
          case 'invalid':
            return arrive(wayMs, answered);
          case 'slow':
            return arrive(fate.ms, answered);
          case 'duplicated':
            arrive(wayMs + REPEAT_MS);
            return arrive(wayMs, answered);
          case 'delayed':
            return arrive(DELAY_MS, answered);
          case 'lost before':
            return reply(2 * wayMs, 'reset');
          case 'reset':
            return reply(fate.ms, 'reset');
          case 'lost after':
            return arrive(wayMs, () => reply(wayMs, 'reset'));
          case 'broken after':
            return arrive(wayMs, () => reply(wayMs, server.broken()));
          case 'truncated':
          case 'wrong json':
            return arrive(wayMs, (answer) => reply(wayMs, server.garbled(answer, fate.kind)));
          case 'limited':
            return reply(2 * wayMs, server.limited());
          case 'unavailable':
            return reply(2 * wayMs, server.unavailable());
          case 'captive':
            return reply(2 * wayMs, server.captive());
          case 'redirected':
            return reply(2 * wayMs, server.redirected());
          case 'hangs':
        }
      });
    },
  });
  return { transportOf, onTheirWay: () => onTheirWay };
}

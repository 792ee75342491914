import type { Failure } from '@holdfast/core';
import type { LogLevel } from '../logging/request-log.ts';
import type { ServerLog } from '../logging/server-log.ts';
import { tellApp } from '../logging/web-tell.ts';
import type { ClaimedEvent } from './relay-store.ts';
import type { RelayChange } from './relay-state.ts';

/** What the relay decided about one event. It contains no key, no body and no header. */
export interface RelayDecision {
  readonly sink: string;
  readonly topic: string;
  readonly id: string;
  readonly attempt: number;
  /** `retry` for an event that waits after its attempt; `unsent` for one that was claimed and not sent. */
  readonly decision: 'done' | 'retry' | 'dead' | 'blocked' | 'unsent';
  /** Milliseconds until the next attempt. */
  readonly delayMs?: number;
  readonly code?: string;
  readonly incidentId?: string;
  readonly traceparent?: string;
}

/** Functions of the app that get the decisions of its relay. */
export interface RelayListeners {
  /** Receives every decision. @default none */
  readonly tell?: ((decision: RelayDecision) => void) | undefined;
  /** Receives decisions about failures, and troubles of the relay itself. @default none */
  readonly log?: Pick<ServerLog, 'event'> | undefined;
}

export function tellDecision(
  { tell, log }: RelayListeners,
  event: ClaimedEvent,
  change: RelayChange,
): void {
  const decision = decisionOf(event, change);
  tellApp(tell, decision);
  if (decision.decision === 'done' || decision.decision === 'unsent') return;
  const level: LogLevel = decision.decision === 'retry' ? 'warn' : 'error';
  const { decision: name, ...fields } = decision;
  tellApp(log && (() => log.event(level, `relay.${name}`, { fields })));
}

/**
 * A trouble of the relay itself. The relay reports it when it begins or changes, not each time that it happens
 * again.
 */
export interface Trouble {
  has(failure: Failure): void;
  isOver(): void;
}

export function createTrouble({ log }: RelayListeners, name: string): Trouble {
  let told: string | undefined;
  return {
    has(thrown) {
      if (told === thrown.code) return;
      told = thrown.code;
      tellApp(log && (() => log.event('error', name, { thrown })));
    },
    isOver() {
      told = undefined;
    },
  };
}

function decisionOf(
  { sink, topic, id, attempt, traceparent }: ClaimedEvent,
  { to, attempt: kind, dueInMs, failure }: RelayChange,
): RelayDecision {
  return {
    ...{ sink, topic, id, attempt },
    decision: to === 'waiting' ? (kind === 'unsent' ? 'unsent' : 'retry') : to,
    ...(to === 'waiting' && kind !== 'unsent' && { delayMs: dueInMs }),
    ...(failure && { code: failure.code, incidentId: failure.incidentId }),
    ...(traceparent !== undefined && { traceparent }),
  };
}

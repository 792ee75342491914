import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import {
  createTrouble,
  tellDecision,
  type RelayDecision,
  type RelayListeners,
} from './relay-decision.ts';
import type { RelayChange } from './relay-state.ts';
import type { ClaimedEvent } from './relay-store.ts';

const failure = new Failure(catalogue.UNAVAILABLE).toJSON();
const claimed: ClaimedEvent = {
  ...{ sink: 's', topic: 't', key: 'k', id: 'e1', body: 1, lane: 'k', position: 1 },
  ...{ attempt: 2, enqueuedAt: 1, shard: 0, epoch: 1, failures: 0, crashes: 0 },
  ...{ claim: '', keepsId: false },
};

/** What the listeners of a relay heard. */
function heard(): RelayListeners & {
  readonly told: RelayDecision[];
  readonly logged: unknown[][];
} {
  const [told, logged]: [RelayDecision[], unknown[][]] = [[], []];
  return {
    ...{ told, logged },
    tell: (decision) => void told.push(decision),
    log: { event: (...line) => void logged.push(line) },
  };
}
const change = (to: RelayChange['to'], more: Partial<RelayChange> = {}): RelayChange => ({
  ...{ to, holdsKey: true, attempt: 'failed', dueInMs: 700, ...more },
});
const common = { sink: 's', topic: 't', id: 'e1', attempt: 2 };
const named = { code: failure.code, incidentId: failure.incidentId };

describe('a decision of the relay', () => {
  it.each<[RelayChange, object, string | undefined]>([
    [change('done', { attempt: 'tried' }), { decision: 'done' }, undefined],
    [change('waiting', { attempt: 'unsent' }), { decision: 'unsent' }, undefined],
    [change('waiting', { failure }), { decision: 'retry', delayMs: 700, ...named }, 'warn'],
    [change('waiting', { attempt: 'tried' }), { decision: 'retry', delayMs: 700 }, 'warn'],
    [change('dead', { failure }), { decision: 'dead', ...named }, 'error'],
    [change('blocked', { failure }), { decision: 'blocked', ...named }, 'error'],
  ])('%j is told as %j', (given, facts, level) => {
    const listeners = heard();
    tellDecision(listeners, claimed, given);
    expect(listeners.told).toEqual([{ ...common, ...facts }]);
    const { decision, ...fields } = { decision: '', ...common, ...facts };
    expect(listeners.logged).toEqual(
      level === undefined ? [] : [[level, `relay.${decision}`, { fields }]],
    );
  });

  it('names the trace of its event', () => {
    const listeners = heard();
    tellDecision(listeners, { ...claimed, traceparent: '00-trace' }, change('done'));
    expect(listeners.told).toMatchObject([{ traceparent: '00-trace' }]);
  });

  it('needs no listener', () => {
    expect(() => tellDecision({}, claimed, change('dead', { failure }))).not.toThrow();
    expect(() =>
      createTrouble({}, 'relay.store').has(new Failure(catalogue.TIMEOUT)),
    ).not.toThrow();
  });
});

it('a trouble of the relay is told when it begins, changes, and begins again', () => {
  const listeners = heard();
  const trouble = createTrouble(listeners, 'relay.store');
  const [slow, gone] = [new Failure(catalogue.TIMEOUT), new Failure(catalogue.UNAVAILABLE)];
  for (const thrown of [slow, slow, gone, gone]) trouble.has(thrown);
  trouble.isOver();
  trouble.has(gone);
  expect(listeners.logged).toEqual(
    [slow, gone, gone].map((thrown) => ['error', 'relay.store', { thrown }]),
  );
});

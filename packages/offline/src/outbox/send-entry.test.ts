import { Failure, type Transport } from '@holdfast/core';
import type { TransportRequest } from '@holdfast/core/parts';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { recordOf, type StoredEntry } from './entry-record.ts';
import { defaultLimits } from './outbox-limits.ts';
import { nextEntry } from './outbox-state.ts';
import { answerOf, entry } from './outbox-stage.contract.ts';
import { sendEntry } from './send-entry.ts';

const url = 'https://elsewhere.example/notes';
const request: TransportRequest = { ...entry('a').request, url };
const stored = (change: Partial<StoredEntry> = {}): StoredEntry => ({
  ...{ ...recordOf(entry('a', { request }), 0), seq: 1, sends: 2 },
  ...{ state: { kind: 'sending', epoch: 1 }, rest: { since: 0, silences: 1 } },
  ...change,
});

/** A server at another origin that does not allow preflighted requests, so that no such request gets through. */
function send(one: StoredEntry, ownOrigin?: string, isUp = true) {
  const asked: TransportRequest[] = [];
  const transport: Transport = {
    async send(sent) {
      asked.push(sent);
      if (isUp && Object.keys(sent.headers).length === 0) return answerOf(405);
      throw new Failure(NETWORK_FAILED);
    },
  };
  const context = { transport, platform: createVirtualPlatform(), limits: defaultLimits };
  const { answer } = sendEntry(one, { ...context, ownOrigin }, new AbortController().signal);
  return answer.then((said) => ({
    said,
    methods: asked.map(({ method }) => method),
    headers: asked.map(({ headers }) => headers),
  }));
}

const page = 'https://here.example';

async function spanOf(one: StoredEntry): Promise<string | undefined> {
  return (await send(one)).headers[0]?.['traceparent'];
}

describe('a server at another origin that does not allow Holdfast’s headers', () => {
  it('is named at the second silence in a row, and the entry waits with that failure', async () => {
    const { said, methods } = await send(stored(), page);
    expect(methods).toEqual(['POST', 'HEAD']);
    expect(said).toMatchObject({ failure: { code: 'CROSS_ORIGIN_REFUSED', effect: 'unknown' } });
    const { failure } = said as { failure: Failure };
    const event = { type: 'refused', epoch: 1, failure, now: 0, chance: 0 } as const;
    expect(nextEntry(stored(), event, defaultLimits)).toMatchObject({
      entry: { state: { kind: 'waiting', failure: { code: 'CROSS_ORIGIN_REFUSED' } }, refusals: 1 },
    });
  });

  it('stays named at every later send', async () => {
    const { said } = await send(stored({ rest: undefined, refusals: 1 }), page);
    expect(said).toMatchObject({ failure: { code: 'CROSS_ORIGIN_REFUSED' } });
  });

  it('accepts an entry that leaves these headers out', async () => {
    const bare = stored({ request: { ...request, bare: true } });
    const { said, methods } = await send(bare, page);
    expect(methods).toEqual(['POST']);
    expect(said).toMatchObject({ failure: { status: 405 } });
  });
});

it.each([
  ['at the first silence', stored({ rest: undefined }), page, true, ['POST']],
  ['of the page’s own origin', stored(), 'https://elsewhere.example', true, ['POST']],
  ['where requests know no origin', stored(), undefined, true, ['POST']],
  ['that answers no plain request either', stored(), page, false, ['POST', 'HEAD']],
] as const)(
  'a server %s is not reported as one that refuses',
  async (_, one, origin, isUp, sent) => {
    const { said, methods } = await send(one, origin, isUp);
    expect(said).toMatchObject({ failure: { code: 'NETWORK_FAILED' } });
    expect(methods).toEqual(sent);
  },
);

describe('the trace of an entry', () => {
  const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  it('is on each send, and each send is a span of its own', async () => {
    const spans = [
      await spanOf(stored({ traceparent: given })),
      await spanOf(stored({ traceparent: given, sends: 3 })),
    ];
    for (const span of spans) expect(span).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-/);
    expect(new Set([...spans, given]).size).toBe(3);
  });

  it('begins anew when a stored row has none or a wrong one', async () => {
    for (const traceparent of [undefined, 'x']) {
      expect(await spanOf(stored({ traceparent }))).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-01$/);
    }
  });

  it('is not on a send without headers of Holdfast', async () => {
    const bare = stored({ request: { ...request, bare: true }, traceparent: given });
    expect(await spanOf(bare)).toBeUndefined();
  });
});

import { isFailure, type Transport } from '@holdfast/core';
import { describe, expect, it } from 'vitest';
import { jsonAnswer, scriptedTransport } from '../scripted-transport.ts';
import { createVirtualPlatform } from '../virtual-platform.ts';
import type { RequestFaultKind } from './fault-of.ts';
import { faultyTransport } from './faulty-transport.ts';
import type { ScenarioStep } from './scenario.ts';
import { playScenario } from './scenario-play.ts';

const request = { method: 'GET', url: '/notes/4?x=1', headers: {}, body: null } as const;
const text = (body: Uint8Array): string => new TextDecoder().decode(body);

const open: NonNullable<Transport['open']> = async () => ({
  ...{ status: 200, headers: {}, url: '', redirected: false },
  body: new Response('x'.repeat(5_000)).body!,
});

function faulty(step: ScenarioStep) {
  const platform = createVirtualPlatform();
  const inner = scriptedTransport();
  inner.answerWith(() => jsonAnswer({ id: 'n1', text: 'a note' }, 201));
  const play = playScenario({ seed: 1, steps: [step] }, { platform });
  const transport = faultyTransport({ ...inner, open }, () => play, platform);
  return { transport, inner, platform, play };
}

describe('a transport with faults', () => {
  it.each<[RequestFaultKind, ScenarioStep]>([
    ['offline', { network: { offline: true } }],
    ['refused', { network: { refused: 1 } }],
    ['cut-request', { network: { cutRequest: 1 } }],
    ['refused', { server: 'kill' }],
  ])('keeps a request from the server: %s', async (kind, step) => {
    const { transport, inner, play } = faulty(step);
    const error = await transport.send(request).catch((caught: unknown) => caught);
    expect(isFailure(error, 'NETWORK_FAILED')).toBe(true);
    expect(inner.requests).toEqual([]);
    expect(play.told()).toMatchObject([{ request: 'GET /notes/:id', nth: 1, fault: kind }]);
  });

  it('loses an answer after the server has done the work', async () => {
    const { transport, inner } = faulty({ network: { cutAnswer: 1 } });
    await expect(transport.send(request)).rejects.toMatchObject({ code: 'NETWORK_FAILED' });
    expect(inner.requests).toHaveLength(1);
  });

  it.each<[ScenarioStep['answers'] & {}, number, string, number]>([
    [{ 429: 1, retryAfterMs: 2500 }, 429, 'Not so fast.', 0],
    [{ 503: 1 }, 503, 'The server is busy.', 0],
    [{ html: 1 }, 200, '<!doctype html><title>Sign in</title>', 0],
    [{ 500: 1 }, 500, 'The server failed.', 1],
    [{ wrongJson: 1 }, 201, '{"unexpected":true}', 1],
    [{ truncated: 1 }, 201, '{"id":"n1","t', 1],
  ])('gives another answer for %j', async (answers, status, body, sent) => {
    const { transport, inner } = faulty({ answers });
    const answer = await transport.send(request);
    expect([answer.status, text(answer.body), inner.requests.length]).toEqual([status, body, sent]);
    expect(answer.headers['retry-after']).toBe(status === 429 ? '3' : undefined);
  });

  it('is late before the request and after the answer', async () => {
    const { transport, inner, platform } = faulty({
      network: { delayMs: 100 },
      answers: { slow: 1, slowMs: 500 },
    });
    let isAnswered = false;
    const answered = transport.send(request).then(() => (isAnswered = true));
    await platform.advance(99);
    expect(inner.requests).toHaveLength(0);
    await platform.advance(500);
    expect([inner.requests.length, isAnswered]).toEqual([1, false]);
    await platform.advance(1);
    expect(await answered).toBe(true);
  });

  it('ends its wait when the caller gives up', async () => {
    const { transport, platform } = faulty({ network: { delayMs: 100 } });
    const caller = new AbortController();
    const sent = transport.send(request, { signal: caller.signal });
    caller.abort(new Error('enough'));
    await expect(sent).rejects.toThrow('enough');
    expect(platform.pending()).toBe(0);
  });

  it('breaks a stream on its way, or ends it early', async () => {
    const cut = await faulty({ network: { cutAnswer: 1 } }).transport.open!(request);
    await expect(new Response(cut.body).text()).rejects.toThrow('The connection was cut.');
    const short = await faulty({ answers: { truncated: 1 } }).transport.open!(request);
    const { length } = await new Response(short.body).text();
    expect(length).toBeGreaterThanOrEqual(200);
    expect(length).toBeLessThan(2200);
    const refused = await faulty({ answers: { 503: 1 } }).transport.open!(request);
    expect([refused.status, await new Response(refused.body).text()]).toEqual([
      503,
      'The server is busy.',
    ]);
  });
});

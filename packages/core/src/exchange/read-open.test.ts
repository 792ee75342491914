import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { exchange } from './exchange.ts';
import { readOpen } from './read-open.ts';
import type { OpenAnswer, Transport } from './transport.ts';

const attempt = { requestId: 'r1', incidentId: 'i1', attempt: 1 };
const request = {
  method: 'POST',
  url: '/tell',
  body: '{}',
  headers: { accept: 'application/x-ndjson, application/problem+json;q=0.9' },
} as const;

function opened(status: number, type: string | undefined, text: string): OpenAnswer {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      if (text !== '') controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
  const headers = type === undefined ? {} : { 'content-type': type };
  return { status, headers, url: '/tell', redirected: false, body };
}
const never: Transport['send'] = () => Promise.reject(new Error('sent'));
const asks = (open: Transport['open']) =>
  exchange(
    { request, attempt, expectation: { accept: 'bytes' }, read: readOpen },
    open ? { send: never, open } : { send: never },
    () => 0,
  );

describe('an attempt whose answer is read piece by piece', () => {
  it.each([
    [200, 'application/x-ndjson'],
    [200, 'Application/X-NDJSON; charset=utf-8'],
    [200, 'application/x-ndjson, application/x-ndjson'],
    [204, undefined],
  ])('gives the open answer: %d %s', async (status, type) => {
    const answer = opened(status, type, '');
    expect(await asks(async () => answer)).toMatchObject({ kind: 'accepted', value: answer });
    expect(answer.body.locked).toBe(false);
  });

  it.each([
    [200, 'application/json', '{}', { code: 'CONTENT_UNEXPECTED', effect: 'applied' }],
    [200, undefined, '', { code: 'CONTENT_UNEXPECTED' }],
    [200, 'text/html', '<html>', { code: 'CAPTIVE_PORTAL' }],
    [
      410,
      'application/problem+json',
      '{"code":"STREAM_GONE","number":1503,"status":410}',
      { code: 'STREAM_GONE' },
    ],
    [503, 'text/plain', 'x'.repeat(70_000), { code: 'UNAVAILABLE' }],
  ])('interprets any other answer: %d %s', async (status, type, text, failure) => {
    const interpretation = await asks(async () => opened(status, type, text));
    expect(interpretation).toMatchObject({
      ...{ kind: 'refused', failure: { ...failure, status, requestId: 'r1', incidentId: 'i1' } },
    });
  });

  it('lets go of the answer when a redirect turned the start into a read', async () => {
    let isCancelled = false;
    const body = new ReadableStream<Uint8Array>({ cancel: () => void (isCancelled = true) });
    const answer = { ...opened(200, 'application/x-ndjson', ''), body, redirected: true };
    expect(await asks(async () => answer)).toMatchObject({
      failure: { code: 'WRITE_REDIRECTED', effect: 'unknown' },
    });
    expect(isCancelled).toBe(true);
  });

  it('names the thrown error', async () => {
    expect(await asks(() => Promise.reject(new Failure(NETWORK_FAILED)))).toMatchObject({
      kind: 'refused',
      failure: { code: 'NETWORK_FAILED' },
    });
  });

  it('needs a transport that can open', async () => {
    expect(await asks(undefined)).toMatchObject({
      ...{ kind: 'refused', failure: { code: 'DEFECT', effect: 'none' } },
    });
  });
});

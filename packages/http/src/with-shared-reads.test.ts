import {
  createHoldfast,
  createProgress,
  defineRead,
  Failure,
  type Transport,
  watchRead,
} from '@holdfast/core';
import type { Answer, SendOptions, TransportRequest } from '@holdfast/core/parts';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { createVirtualPlatform, jsonAnswer } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withSharedReads } from './with-shared-reads.ts';

const request = (more: Partial<TransportRequest> = {}): TransportRequest => ({
  ...{ method: 'GET', url: '/notes', headers: {}, body: null },
  ...more,
});
const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'fulfilled',
    (error: unknown) => error,
  );

interface Sent {
  readonly request: TransportRequest;
  readonly options: SendOptions;
  answer(answer: Answer): void;
  fail(error: unknown): void;
}

/** A server that answers when the test says so. */
function held() {
  const platform = createVirtualPlatform();
  const sent: Sent[] = [];
  const inner: Transport = {
    send: (given, options = {}) =>
      new Promise((resolve, reject) => {
        options.signal?.addEventListener('abort', () => reject(options.signal?.reason as Error));
        sent.push({ request: given, options, answer: resolve, fail: reject });
      }),
    open: async (given) => {
      sent.push({ request: given, options: {}, answer() {}, fail() {} });
      return { ...jsonAnswer(''), body: new ReadableStream() };
    },
  };
  return { platform, sent, transport: withSharedReads(inner, { platform }) };
}
const textOf = ({ body }: Answer): string => new TextDecoder().decode(body);

describe('reads that are under way', () => {
  it('are joined by no more callers when the server does not answer in time', async () => {
    const { platform, transport, sent } = held();
    const first = transport.send(request());
    await platform.advance(9_999);
    const second = transport.send(request());
    await platform.advance(1);
    const third = transport.send(request());
    expect(sent).toHaveLength(2);
    sent[1]?.answer(jsonAnswer('fresh'));
    expect(textOf(await third)).toBe('"fresh"');
    sent[0]?.answer(jsonAnswer('late'));
    expect([textOf(await first), textOf(await second)]).toEqual(['"late"', '"late"']);
    await platform.advance(1);
    expect(platform.pending()).toBe(0);
  });

  it('are two requests when one has bytes and the other a text of the same digits', () => {
    const { transport, sent } = held();
    void transport.send(request({ body: new Uint8Array([1, 2]) }));
    void transport.send(request({ body: '1,2' }));
    void transport.send(request({ body: null }));
    void transport.send(request({ body: 'null' }));
    expect(sent).toHaveLength(4);
  });

  it('are one request for all callers that send the same read, and each caller gets its own bytes', async () => {
    const { transport, sent } = held();
    const both = [transport.send(request()), transport.send(request())];
    sent[0]?.answer(jsonAnswer(['Mara']));
    const [here, there] = await Promise.all(both);
    here?.body.fill(0);
    expect(there && textOf(there)).toBe('["Mara"]');
    expect(sent).toHaveLength(1);
  });

  it('are the same although the headers of their attempts differ', async () => {
    const { transport, sent } = held();
    const call = (id: string): Promise<Answer> =>
      transport.send(
        request({
          headers: { 'x-request-id': id, 'holdfast-incident': id, 'holdfast-attempt': id },
        }),
      );
    void call('1');
    void call('2');
    expect(sent).toHaveLength(1);
  });

  it.each<[string, Partial<TransportRequest>]>([
    ['another address', { url: '/other' }],
    ['another method', { method: 'HEAD' }],
    ['another person', { headers: { 'holdfast-subject': 'bob' } }],
    ['another token', { headers: { authorization: 'Bearer t' } }],
    ['a key', { headers: { 'idempotency-key': '"k"' } }],
  ])('are not the same with %s', (_title, more) => {
    const { transport, sent } = held();
    void transport.send(request());
    void transport.send(request(more));
    expect(sent).toHaveLength(2);
  });

  it('are sent again after they were answered', async () => {
    const { transport, sent } = held();
    const first = transport.send(request());
    sent[0]?.answer(jsonAnswer(1));
    await first;
    void transport.send(request());
    expect(sent).toHaveLength(2);
  });

  it('fail for all callers, and are sent again for the next one', async () => {
    const { transport, sent } = held();
    const both = [rejection(transport.send(request())), rejection(transport.send(request()))];
    const failure = new Failure(NETWORK_FAILED);
    sent[0]?.fail(failure);
    expect(await Promise.all(both)).toEqual([failure, failure]);
    void transport.send(request());
    expect(sent).toHaveLength(2);
  });

  it('go on when one caller aborts, and end when the last does', async () => {
    const { transport, sent, platform } = held();
    const [one, other] = [new AbortController(), new AbortController()];
    const left = rejection(transport.send(request(), { signal: one.signal }));
    const stayed = rejection(transport.send(request(), { signal: other.signal }));
    one.abort();
    expect(await left).toMatchObject({ code: 'ABORTED' });
    expect(sent[0]?.options.signal?.aborted).toBe(false);
    other.abort();
    expect(await stayed).toMatchObject({ code: 'ABORTED' });
    await platform.advance(0);
    expect(sent[0]?.options.signal?.aborted).toBe(true);
    // A caller that reads now must not wait for the request that has ended.
    void transport.send(request());
    expect(sent).toHaveLength(2);
  });

  it('are not sent for a caller that has aborted', async () => {
    const { transport, sent } = held();
    void rejection(transport.send(request(), { signal: AbortSignal.abort() }));
    void transport.send(request());
    expect(sent).toHaveLength(2);
  });

  it('are not shared by callers that need a fresh answer, unless they ask in the same moment', async () => {
    const { transport, sent, platform } = held();
    void transport.send(request());
    await platform.advance(1);
    void transport.send(request(), { fresh: true });
    void transport.send(request(), { fresh: true });
    void transport.send(request());
    expect(sent).toHaveLength(2);
    await platform.advance(1);
    void transport.send(request(), { fresh: true });
    expect(sent).toHaveLength(3);
  });

  it.each(['answered', 'sent'])('are not shared once a write was %s', async (moment) => {
    const { transport, sent } = held();
    if (moment === 'sent') void transport.send(request());
    const write = transport.send(request({ method: 'POST' }));
    if (moment === 'answered') {
      void transport.send(request());
      sent[0]?.answer(jsonAnswer({}));
      await write;
    }
    void transport.send(request());
    expect(sent).toHaveLength(3);
  });

  it('are not shared when a caller watches their progress, or opens their answer', async () => {
    const { transport, sent } = held();
    void transport.send(request());
    void transport.send(request(), { progress: createProgress() });
    await transport.open?.(request());
    await transport.open?.(request({ method: 'POST' }));
    expect(sent).toHaveLength(4);
    expect(withSharedReads({ send: transport.send }).open).toBeUndefined();
  });

  it('are one request for two hooks, also for those that read again after a write', async () => {
    const { transport, sent, platform } = held();
    const holdfast = createHoldfast({ transport, platform });
    const list = defineRead('note.list', { request: () => ({ path: 'notes' }) });
    const watches = [watchRead(holdfast, list), watchRead(holdfast, list)];
    const leave = watches.map((watch) => watch.subscribe(() => {}));
    await platform.advance(1);
    expect(sent).toHaveLength(1);
    sent[0]?.answer(jsonAnswer([]));
    await platform.advance(1);
    for (const watch of watches) void watch.refresh();
    await platform.advance(1);
    expect(sent).toHaveLength(2);
    for (const stop of leave) stop();
  });

  it('give each caller an answer that is not older than the last write before it asked', async () => {
    const step = fc.record({
      do: fc.constantFrom('ask', 'abort', 'answer', 'write', 'wait'),
      which: fc.nat(4),
      fresh: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const { transport, sent, platform } = held();
        let version = 0;
        const versions = new Map<Sent, number>();
        const note = (): void => {
          // The worst case of a server: it reads as soon as the request arrives, and answers late.
          for (const one of sent) if (!versions.has(one)) versions.set(one, version);
        };
        const answer = (one: Sent): void => one.answer(jsonAnswer(versions.get(one)));
        const callers: { caller: AbortController; asked: number; end: Promise<unknown> }[] = [];
        for (const { do: what, which, fresh } of steps) {
          if (what === 'wait') await platform.advance(1);
          if (what === 'ask') {
            const caller = new AbortController();
            const asked = transport.send(request(), { signal: caller.signal, fresh });
            const end = asked.then(textOf, (error: unknown) => error);
            callers.push({ caller, asked: version, end });
          }
          if (what === 'abort') callers[which]?.caller.abort();
          if (what === 'write') {
            const write = transport.send(request({ method: 'POST' }));
            note();
            version += 1;
            sent.at(-1)?.answer(jsonAnswer({}));
            await write;
          }
          note();
          const chosen = sent[which];
          if (what === 'answer' && chosen) answer(chosen);
        }
        for (const one of sent) answer(one);
        for (const { caller, asked, end } of callers) {
          const told = await end;
          expect(Number(told) >= asked || caller.signal.aborted).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a shared read whose host has lost its timers', () => {
  it('is joined only for a limited time, and not by a caller that wants a fresh answer', async () => {
    const { platform, sent, transport } = held();
    void transport.send(request());
    platform.loseTimers();
    await platform.advance(100);
    void transport.send(request(), { fresh: true });
    expect(sent).toHaveLength(2);
    platform.loseTimers();
    await platform.advance(9_999);
    void transport.send(request());
    expect(sent).toHaveLength(2);
    await platform.advance(1);
    void transport.send(request());
    expect(sent).toHaveLength(3);
  });
});

import {
  createCell,
  createHoldfast,
  defineStream,
  fetchTransport,
  isFailure,
  watchStream,
  type Holdfast,
} from '@holdfast/core';
import { PROBLEM_TYPE, toProblem } from '@holdfast/core/parts';
import { fixedBackoff } from '@holdfast/core/policies';
import { createStreams, ndjson, sse, type StreamFormat } from '@holdfast/http/streams';
import { createStreamServer, memoryStreamLog, type Generate } from '@holdfast/server';
import { describe, expect, it } from 'vitest';

const tell = defineStream('tell', {
  request: () => ({ method: 'POST', path: 'stories', json: {} }),
});
const ORIGIN = 'http://fireside.test/';
const PIECES = ['Once 🦊 ', 'né e\u0301 ', '字は猫、', '👩‍👩‍👧'];

/** The real server and the real client. The line between them breaks off each answer after some bytes. */
function meet(format: StreamFormat, generate: Generate, endAfterBytes = Infinity): Holdfast {
  const owner = 'mira';
  const streams = createStreamServer({ log: memoryStreamLog(), pollMs: 5 });
  const serve = (request: Request): Promise<Response> => {
    const id = new URL(request.url).pathname.split('/').at(-1) ?? '';
    if (request.method === 'DELETE') return streams.cancel({ owner, id });
    if (request.method === 'GET') return streams.resume(request, { owner, id });
    return streams.start(request, { owner, generate });
  };
  const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
    try {
      return endAfter(endAfterBytes, await serve(new Request(new URL(String(url), ORIGIN), init)));
    } catch (error) {
      if (!isFailure(error)) throw error;
      const headers = { 'content-type': PROBLEM_TYPE };
      return Response.json(toProblem(error), { status: error.status ?? 500, headers });
    }
  };
  return createHoldfast({
    baseUrl: ORIGIN,
    identity: createCell({ subject: owner }),
    transport: fetchTransport({ fetch }),
    streams: createStreams({ formats: [format], backoff: fixedBackoff(1) }),
  });
}

function endAfter(bytes: number, response: Response): Response {
  if (!response.body || bytes === Infinity) return response;
  let left = bytes;
  const line = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      controller.enqueue(chunk.subarray(0, left));
      left -= chunk.length;
      if (left <= 0) controller.terminate();
    },
  });
  return new Response(response.body.pipeThrough(line), response);
}

describe.each([
  ['NDJSON', ndjson],
  ['SSE', sse],
])('a stream from our server to our client in %s', (_, format) => {
  it('comes whole, generated once, over a line that keeps breaking', async () => {
    let generations = 0;
    const generate: Generate = async function* generate() {
      generations += 1;
      for (const text of PIECES) yield { type: 'delta', text };
      yield { type: 'choice', options: ['run'] };
      yield { type: 'usage', micros: 12 };
    };
    const holdfast = meet(format, generate, 170);
    const events: number[] = [];
    const stream = watchStream(holdfast, tell, undefined);
    const outcome = stream.start();
    for await (const { seq } of stream) events.push(seq);
    expect(await outcome).toMatchObject({
      kind: 'live',
      value: { text: PIECES.join(''), events: [{ type: 'choice', options: ['run'] }], micros: 12 },
    });
    expect(events).toEqual(events.map((_seq, index) => index + 1));
    expect(generations).toBe(1);
  });

  it('names the death of the generator, and keeps the text that it wrote', async () => {
    const holdfast = meet(format, async function* generate() {
      yield { type: 'delta', text: 'Once' };
      throw new Error('out of memory');
    });
    expect(await holdfast.run(tell)).toMatchObject({
      ...{ kind: 'interrupted', text: 'Once', resumable: false },
      failure: { code: 'GENERATOR_FAILED' },
    });
  });

  it('is stopped by cancel, and its generator with it', async () => {
    let stopped: AbortSignal | undefined;
    const holdfast = meet(format, async function* generate({ signal }) {
      stopped = signal;
      yield { type: 'delta', text: 'Once' };
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    });
    const stream = watchStream(holdfast, tell, undefined);
    const outcome = stream.start();
    for await (const { type } of stream) if (type === 'delta') break;
    await stream.cancel();
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', text: 'Once', resumable: false, failure: { code: 'ABORTED' } },
    });
    expect(stopped?.aborted).toBe(true);
  });
});

import path from 'node:path';
import {
  createHoldfast,
  defineStream,
  fetchTransport,
  watchStream,
  type Holdfast,
} from '@holdfast/core';
import { fixedBackoff } from '@holdfast/core/policies';
import { createStreams, ndjson, sse } from '@holdfast/http/streams';
import { startProcess, type RunningProcess } from '@holdfast/testing/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeSample, sample, sampleOutcome, sampleText, type Format } from './stream-sample.ts';

const start = (env: Readonly<Record<string, string>> = {}): Promise<RunningProcess> =>
  startProcess({
    command: process.execPath,
    args: [path.join(import.meta.dirname, 'stream-server.ts')],
    readyLine: /^ready/,
    env,
  });

function connect(server: RunningProcess): Holdfast {
  const streams = createStreams({
    formats: [sse, ndjson],
    backoff: fixedBackoff(1),
    maxAttempts: 3,
  });
  return createHoldfast({ transport: fetchTransport(), baseUrl: server.url, streams });
}

/** Follows one stream to its end, and says everything that came. */
async function follow(holdfast: Holdfast, query: Readonly<Record<string, string | number>>) {
  const name = JSON.stringify(query);
  const tell = defineStream(name, { request: () => ({ method: 'POST', path: 'streams', query }) });
  const stream = watchStream(holdfast, tell);
  const seqs: number[] = [];
  const events = (async () => {
    for await (const { seq } of stream) seqs.push(seq);
  })();
  const outcome = await stream.start();
  await events;
  return { outcome, seqs };
}

const all = sample.map(({ seq }) => seq);
let server: RunningProcess;
beforeAll(async () => {
  server = await start();
});
afterAll(async () => {
  await server.kill();
});

describe.each<Format>(['ndjson', 'sse'])('a stream of a real server in %s', (format) => {
  const length = encodeSample(format, sample).length;

  it.each(['end', 'destroy', 'no address'])(
    'is whole, with no event twice and none missing, wherever its connection comes to an end: %s',
    async (how) => {
      const holdfast = connect(server);
      for (let cut = 0; cut <= length; cut += 1) {
        const { outcome, seqs } = await follow(holdfast, { format, how, cut });
        expect({ cut, outcome, seqs }).toEqual({ cut, outcome: sampleOutcome, seqs: all });
        const text = outcome.kind === 'live' ? outcome.value.text : '';
        expect(Buffer.from(text).equals(Buffer.from(sampleText))).toBe(true);
      }
    },
    120_000,
  );

  it('is whole when it comes byte by byte', async () => {
    const { outcome, seqs } = await follow(connect(server), { format, how: 'byte by byte' });
    expect({ outcome, seqs }).toEqual({ outcome: sampleOutcome, seqs: all });
  });

  it('keeps its text when its server is killed, and says that it broke off', async () => {
    const mortal = await start();
    const holdfast = connect(mortal);
    const cut = encodeSample(format, sample.slice(0, 6)).length + 7;
    const query = { format, how: 'hang', cut };
    const tell = defineStream('tell', {
      request: () => ({ method: 'POST', path: 'streams', query }),
    });
    const stream = watchStream(holdfast, tell);
    const outcome = stream.start();
    for await (const { seq } of stream) if (seq === 6) break;
    await mortal.kill('SIGKILL');
    const kept = 'Once 🦊, né e\u0301 字は猫、👩‍👩‍👧‍👦 🏳️‍🌈';
    expect(await outcome).toMatchObject({
      ...{ kind: 'interrupted', text: kept, resumable: true, failure: { family: 'network' } },
    });

    const offset = String(Buffer.byteLength(kept));
    const revived = await start({
      STREAM_PORT: new URL(mortal.url).port,
      GENERATOR_DIED: offset,
    });
    expect(await stream.resume()).toMatchObject({
      ...{
        kind: 'interrupted',
        text: kept,
        resumable: false,
        failure: { code: 'GENERATOR_FAILED' },
      },
    });
    await revived.kill();
  });
});

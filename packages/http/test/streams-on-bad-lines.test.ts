import path from 'node:path';
import { createHoldfast, defineStream, fetchTransport, watchStream } from '@holdfast/core';
import type { FollowedStream, StreamOutcome } from '@holdfast/core/parts';
import { fixedBackoff } from '@holdfast/core/policies';
import { createStreams, ndjson, sse } from '@holdfast/http/streams';
import {
  createBadLine,
  startProcess,
  type FaultMix,
  type BadLine,
  type RunningProcess,
} from '@holdfast/testing/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeSample, sample, sampleOutcome, sampleText, type Format } from './stream-sample.ts';

// A line that stalls is given up after half a minute, which is shown in virtual time beside the watchdog.
const mix: FaultMix = {
  name: 'bad lines',
  chances: { delay: 0.2, slice: 0.5, refuse: 0.1, cut: 0.2, reset: 0.2, truncate: 0.2 },
  ...{ latencyMs: 1, jitterMs: 2, endWithinBytes: 1_200 },
};
const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);
const MOST_RUNS = 50;

let server: RunningProcess;
beforeAll(async () => {
  server = await startProcess({
    command: process.execPath,
    args: [path.join(import.meta.dirname, 'stream-server.ts')],
    readyLine: /^ready/,
  });
});
afterAll(async () => {
  await server.kill();
});

function streamOver(proxy: BadLine, format: Format): FollowedStream {
  const holdfast = createHoldfast({
    ...{ transport: fetchTransport(), baseUrl: proxy.url },
    streams: createStreams({ formats: [sse, ndjson], backoff: fixedBackoff(1), maxAttempts: 2 }),
  });
  const query = { format, cut: encodeSample(format, sample).length };
  const tell = defineStream('tell', {
    request: () => ({ method: 'POST', path: 'streams', query }),
  });
  return watchStream(holdfast, tell);
}

/** Starts a stream, and resumes it each time that it was interrupted, as a patient user does. */
async function insist(stream: FollowedStream): Promise<StreamOutcome<unknown>[]> {
  const outcomes: StreamOutcome<unknown>[] = [];
  while (outcomes.at(-1)?.kind !== 'live' && outcomes.length < MOST_RUNS) {
    const isKept = outcomes.at(-1)?.kind === 'interrupted';
    outcomes.push(await (isKept ? stream.resume() : stream.start()));
  }
  return outcomes;
}

it.each<Format>(['ndjson', 'sse'])(
  'a stream in %s is whole at last on any line, and until then says where it was interrupted',
  async (format) => {
    const happened: Record<string, number> = {};
    let interruptions = 0;
    for (const seed of SEEDS) {
      const proxy = await createBadLine({ target: server.url, mix, seed });
      const outcomes = await insist(streamOver(proxy, format));
      const last = outcomes.pop();
      expect({ seed, last }).toEqual({ seed, last: sampleOutcome });
      for (const outcome of outcomes) {
        const kept = outcome.kind === 'interrupted' ? outcome.text : '';
        expect({ seed, kept: sampleText.slice(0, kept.length) }).toEqual({ seed, kept });
        expect(outcome).toMatchObject({ failure: { name: 'Failure' } });
        if (kept !== '') interruptions += 1;
      }
      for (const [fault, count] of Object.entries(proxy.counts().faults)) {
        happened[fault] = (happened[fault] ?? 0) + count;
      }
      await proxy.close();
    }
    // What the line did not do, nothing was shown about.
    const { refuse = 0, cut = 0, reset = 0, truncate = 0, slice = 0 } = happened;
    expect(Math.min(refuse, cut, reset, truncate, slice, interruptions)).toBeGreaterThan(0);
  },
  60_000,
);

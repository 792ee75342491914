import { isFailure } from '@holdfast/core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createStreamServer } from './create-stream-server.ts';
import { memoryStreamLog } from './memory-stream-log.ts';
import type { Generate } from './write-stream.ts';

const cycle: { type: string; self?: unknown } = { type: 'mine' };
cycle.self = cycle;

async function tell(generate: unknown): Promise<{ told: string; remedies: readonly unknown[] }> {
  const remedies: unknown[] = [];
  const streams = createStreamServer({
    log: memoryStreamLog(),
    report: (thrown) => remedies.push(isFailure(thrown, 'DEFECT') ? thrown.details.remedy : thrown),
  });
  const request = new Request('http://test/stories', {
    method: 'POST',
    headers: { 'idempotency-key': 'k1', accept: 'application/x-ndjson' },
  });
  const answer = await streams.start(request, { owner: 'ann', generate: generate as Generate });
  return { told: await answer.text(), remedies };
}

const yields = (event: unknown) =>
  async function* generate() {
    yield { type: 'delta', text: 'Once' };
    yield event;
  };

it.each<[string, unknown, RegExp]>([
  ['a text', yields('upon'), /yielded a text that is no event/],
  ['nothing', yields(undefined), /no event, because it has no `type`/],
  ['an object without a type', yields({ text: 'upon' }), /no `type`/],
  ['a list', yields([{ type: 'delta' }]), /no `type`/],
  ['a type that is a number', yields({ type: 7 }), /no `type`/],
  [
    'a delta without a text',
    yields({ type: 'delta', content: 'upon' }),
    /`delta` without a `text`/,
  ],
  ['the start', yields({ type: 'start', id: 'x' }), /`start`, which the server tells by itself/],
  ['a BigInt', yields({ type: 'mine', amount: 1n }), /no JSON/],
  ['a cycle', yields(cycle), /no JSON/],
])(
  'is ended and reported in one sentence when its generator yields %s',
  async (_, generate, sentence) => {
    const { told, remedies } = await tell(generate);
    expect(remedies).toEqual([expect.stringMatching(sentence)]);
    // The earlier events stay, and a client can continue after them.
    expect(told).toContain('"text":"Once"');
    expect(told).toContain('"reason":"generator-failed"');
    expect(told).not.toContain('upon');
  },
);

it.each<[string, unknown]>([
  ['a promise', async () => [{ type: 'delta', text: 'Once' }]],
  ['a list', () => [{ type: 'delta', text: 'Once' }]],
  ['nothing', () => undefined],
])('is ended and reported when `generate` answers %s', async (_, generate) => {
  const { told, remedies } = await tell(generate);
  expect(remedies).toEqual([expect.stringMatching(/async function\*/)]);
  expect(told).toContain('"reason":"generator-failed"');
});

it('writes the error of a generator to the console when there is no `report`', async () => {
  const said = vi.spyOn(console, 'warn').mockReturnValue();
  onTestFinished(() => said.mockRestore());
  const streams = createStreamServer({ log: memoryStreamLog() });
  const headers = { 'idempotency-key': 'k1' };
  const request = new Request('http://test/stories', { method: 'POST', headers });
  const answer = await streams.start(request, {
    owner: 'ann',
    // oxlint-disable-next-line require-yield -- it fails before it yields
    async *generate() {
      throw new Error('the model is asleep');
    },
  });
  await answer.text();
  expect(said.mock.calls.flat()).toEqual([
    expect.stringMatching(/createStreamServer: give it a `report`.*the model is asleep/),
  ]);
});

import {
  createHoldfast,
  defineStream,
  createCell,
  type Identity,
  type StandardSchema,
} from '@holdfast/core';
import { createVirtualPlatform, memoryDrafts, scriptedTransport } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import { createStreams } from './create-streams.ts';
import { ndjson } from './ndjson.ts';

const fails = (): never => {
  throw new Error('mine');
};
const throwing: StandardSchema = { '~standard': { version: 1, vendor: 'test', validate: fails } };
const request = () => ({ path: 'a', method: 'POST' }) as const;

function setUp() {
  const platform = createVirtualPlatform();
  const transport = scriptedTransport();
  let opened = 0;
  const holdfast = createHoldfast({
    ...{
      platform,
      drafts: memoryDrafts(),
      identity: createCell<Identity | null>({ subject: 'mira' }),
    },
    transport: {
      ...transport,
      open: async () => {
        opened += 1;
        const lines = '{"seq":1,"type":"own","event":{}}\n{"seq":2,"type":"done"}\n';
        return {
          ...{ status: 200, headers: { 'content-type': 'application/x-ndjson' } },
          ...{ url: 'http://a.test/a', redirected: false, body: new Blob([lines]).stream() },
        };
      },
    },
    streams: createStreams({ formats: [ndjson] }),
  });
  return { holdfast, platform, opened: () => opened };
}

describe('a stream', () => {
  it.each([
    ['an input schema that throws', { input: throwing, request }],
    ['a request that throws', { request: fails }],
    ['an event schema that is no Standard Schema', { event: {} as never, request }],
    ['an input that cannot be compared', { request }, () => {}],
  ])('never rejects, and is not begun, with %s', async (_title, config, input?: unknown) => {
    const { holdfast, platform, opened } = setUp();
    const running = holdfast.run(defineStream('s', config), input as undefined);
    await platform.advance(1_000);
    expect(await running).toMatchObject({
      kind: 'failed',
      failure: { effect: 'none', retry: 'never' },
    });
    expect((await running) as { failure: unknown }).toMatchObject({
      failure: { code: expect.stringMatching(/^DEFECT$|^INPUT_INVALID$/) },
    });
    expect(opened()).toBe(0);
  });
});

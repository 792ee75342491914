import { createHoldfast, defineStream, watchStream } from '@holdfast/core';
import { createStreams, ndjson } from '@holdfast/http/streams';
import { createWorld } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { laterStreams } from './later-streams.ts';

const tell = defineStream('story.tell', {
  request: () => ({ method: 'POST', path: 'tell' }),
});

function page(load: () => Promise<ReturnType<typeof createStreams>>) {
  const { platform, transport, identity } = createWorld();
  const holdfast = createHoldfast({
    ...{ platform, transport, identity, baseUrl: 'http://test/' },
    streams: laterStreams(load),
  });
  return { holdfast, watch: watchStream(holdfast, tell) };
}

it('loads nothing before the page follows a stream, and then once', async () => {
  let loads = 0;
  const { holdfast, watch } = page(async () => {
    loads += 1;
    return createStreams({ formats: [ndjson] });
  });
  expect(watch.getSnapshot().kind).toBe('idle');
  expect(loads).toBe(0);
  watch.subscribe(() => {});
  expect(watchStream(holdfast, tell)).toBe(watch);
  await watch.forget();
  expect(loads).toBe(1);
});

it('says that a stream failed while its reader does not load, and loads it with the next call', async () => {
  let isThere = false;
  const { watch } = page(async () => {
    if (!isThere) throw new TypeError('Failed to fetch dynamically imported module');
    return createStreams({ formats: [ndjson] });
  });
  let told = 0;
  watch.subscribe(() => (told += 1));
  expect(await watch.start()).toMatchObject({ kind: 'failed' });
  expect(watch.getSnapshot().kind).toBe('failed');
  expect(told).toBeGreaterThan(0);

  isThere = true;
  await watch.forget();
  expect(watch.getSnapshot().kind).toBe('idle');
});

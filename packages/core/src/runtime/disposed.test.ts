import {
  createVirtualPlatform,
  createWorld,
  jsonAnswer,
  memoryReadCache,
  scriptedTransport,
} from '@holdfast/testing';
import { expect, it, vi } from 'vitest';
import { createConnectivity } from '../connectivity/create-connectivity.ts';
import { Failure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { createCell } from '../observable/cell.ts';
import { defineRead } from '../operations/read/define-read.ts';
import { watchRead } from '../operations/read/watch-read.ts';
import { defineStream } from '../operations/stream/define-stream.ts';
import { defineWrite } from '../operations/write/define-write.ts';
import { pipeline } from '../policies/engine/pipeline.ts';
import { fixedBackoff } from '../policies/retry/backoff.ts';
import { retry } from '../policies/retry/retry.ts';
import type { ReadCachePort } from '../ports/read-cache-port.ts';
import { createHoldfast } from './create-holdfast.ts';

const list = defineRead('list', { request: () => ({ path: 'notes' }) });
const add = defineWrite('add', { request: () => ({ method: 'POST', path: 'notes' }) });
const queued = defineWrite('queued', {
  request: () => ({ method: 'PUT', path: 'notes' }),
  offline: 'queue',
});
const tell = defineStream('tell', { request: () => ({ method: 'POST', path: 'stories' }) });

const DISPOSED = { kind: 'failed', failure: { code: 'DISPOSED', effect: 'none', retry: 'never' } };

it('a disposed runtime sends nothing: every run fails with DISPOSED', async () => {
  const { holdfast, transport } = createWorld();
  await holdfast.dispose();
  for (const run of [list, add, queued, tell].map((one) => holdfast.run(one as typeof list))) {
    // oxlint-disable-next-line no-await-in-loop
    expect(await run).toMatchObject(DISPOSED);
  }
  expect(transport.requests).toEqual([]);
});

it('a watched read of a disposed runtime sends no more requests, whatever its listeners hear', async () => {
  const platform = createVirtualPlatform();
  const identity = createCell({ subject: 'ann' });
  const connectivity = createConnectivity({ platform });
  const transport = scriptedTransport();
  transport.answerWith(() => {
    throw new Failure(NETWORK_FAILED);
  });
  const holdfast = createHoldfast({ transport, platform, identity, connectivity });
  const watch = watchRead(holdfast, list);
  watch.subscribe(() => {});
  await platform.advance(100);
  await holdfast.dispose();
  const before = transport.requests.length;
  connectivity.note('answered');
  identity.set({ subject: 'bea' });
  void watch.refresh();
  await platform.advance(600_000);
  expect(transport.requests).toHaveLength(before);
  expect(watch.getSnapshot()).toMatchObject(DISPOSED);
  expect(platform.pending()).toBe(0);
});

it('a request that is under way when the runtime is disposed of still gives its answer, and keeps nothing', async () => {
  const platform = createVirtualPlatform();
  const put = vi.fn<ReadCachePort['put']>(async () => {});
  const cache = () => ({ ...memoryReadCache(), put });
  const { holdfast, transport } = createWorld({ platform, cache });
  const answers: (() => void)[] = [];
  transport.answerWith(
    ({ url }) => new Promise((resolve) => void answers.push(() => resolve(jsonAnswer(url)))),
  );
  const kept = defineRead('kept', { request: () => ({ path: 'kept' }), staleIfErrorMs: 1_000 });
  const outcomes = [holdfast.run(add), holdfast.run(kept)];
  await platform.advance(0);
  await holdfast.dispose();
  for (const answer of answers) answer();
  expect(await Promise.all(outcomes)).toMatchObject([{ kind: 'live' }, { kind: 'live' }]);
  expect(put).not.toHaveBeenCalled();
});

it('a run that would try again after the runtime was disposed of says that its effect is unknown', async () => {
  const platform = createVirtualPlatform();
  const { holdfast, transport } = createWorld({
    platform,
    writes: pipeline({ platform }, retry({ backoff: fixedBackoff(1_000) })),
  });
  transport.answerWith(() => {
    throw new Failure(NETWORK_FAILED);
  });
  const outcome = holdfast.run(add);
  await platform.advance(0);
  await holdfast.dispose();
  await platform.advance(1_000);
  expect(await outcome).toMatchObject({
    kind: 'failed',
    failure: { code: 'DISPOSED', effect: 'unknown' },
  });
  expect(transport.requests).toHaveLength(1);
});

import { createCell, fetchTransport, type Transport } from '@holdfast/core';
import { exchange, type TransportRequest } from '@holdfast/core/parts';
import { expect, it, onTestFinished } from 'vitest';
import { cdp } from 'vitest/browser';
import type { UploadRecord } from '../../test/slow-upload-server.ts';
import { createOutbox } from '../outbox/create-outbox.ts';
import { ended, entry, until } from '../outbox/outbox-stage.contract.ts';
import { uploadTransport, type Upload } from './upload-transport.ts';

const MB = 1_000_000;
const addressOf = (
  query: string,
): { readonly url: string; readonly tell: () => Promise<UploadRecord> } => {
  const path = `/slow-upload/${Math.random().toString(36).slice(2)}`;
  return {
    url: `${location.origin}${path}?${query}`,
    tell: async () => (await fetch(path)).json() as Promise<UploadRecord>,
  };
};

/** An outbox with short limits, in which an upload of 8 MB has no more time than a small one. */
const open = async (transport: Transport) => {
  const name = `uploads-${Math.random().toString(36).slice(2)}`;
  const outbox = createOutbox({
    ...{ transport, name, identity: createCell({ subject: 'ann' }) },
    limits: { sendTimeoutMs: 2_000, uploadBytesPerSecond: 50 * MB },
  });
  onTestFinished(async () => {
    await outbox.dispose();
    indexedDB.deleteDatabase(name);
  });
  await outbox.ready;
  return outbox;
};
/** The system's buffers for the loopback hold 8 MB and more, so a server that reads slowly makes no slow line. */
const slowLine = async (uploadThroughput: number): Promise<void> => {
  const line = { offline: false, latency: 0, downloadThroughput: -1 };
  const set = (bytesPerSecond: number) =>
    cdp().send('Network.emulateNetworkConditions', {
      ...line,
      uploadThroughput: bytesPerSecond,
    });
  await set(uploadThroughput);
  onTestFinished(async () => void (await set(-1)));
};
const upload = (url: string, bytes = 8 * MB) =>
  entry('file', {
    request: { method: 'POST', url, headers: {}, body: new Uint8Array(bytes) },
  });

it('an upload of 8 MB on a slow line arrives in one send, and its progress is reported', async () => {
  const transport = uploadTransport();
  const told: Upload[] = [];
  transport.uploads.subscribe(() => {
    const one = transport.uploads.getSnapshot().get('file');
    if (one) told.push(one);
  });
  const { url, tell } = addressOf('');
  await slowLine(2 * MB);
  const outbox = await open(transport);
  await outbox.add(upload(url));
  await expect(ended(outbox, 'file')).resolves.toMatchObject({ kind: 'applied' });
  expect(await tell()).toEqual({ begun: 1, whole: [8 * MB] });
  expect(told[0]).toEqual({ sentBytes: 0, totalBytes: 8 * MB });
  expect(told.at(-1)).toEqual({ sentBytes: 8 * MB, totalBytes: 8 * MB });
  expect(told.length).toBeGreaterThan(10);
  expect(transport.uploads.getSnapshot().size).toBe(0);
});

it('an upload of 8 MB without progress is given up', async () => {
  const { url, tell } = addressOf('');
  await slowLine(2 * MB);
  const outbox = await open(fetchTransport());
  await outbox.add(upload(url));
  await until(outbox.entries, ([one]) => one?.sends === 1 && one.state.kind === 'queued');
  expect((await tell()).whole).toEqual([]);
});

it('an upload that stalls is given up after its silence', async () => {
  const { url, tell } = addressOf(`stallAt=${0.5 * MB}`);
  const outbox = await open(uploadTransport());
  await outbox.add(upload(url));
  const started = performance.now();
  await until(outbox.entries, ([one]) => one?.sends === 1 && one.state.kind === 'queued');
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(await tell()).toEqual({ begun: 1, whole: [] });
});

/** The result that a transport gives for an upload, without the ids. */
const madeOf = async (
  transport: Transport,
  request: TransportRequest,
  signal?: AbortSignal,
): Promise<unknown> => {
  const attempt = { key: 'k', requestId: 'r', incidentId: 'i', attempt: 1, owner: 'ann' };
  const expectation = { accept: 'json' } as const;
  const watch = { id: 'file', sent() {} };
  const said = await exchange(
    { request, expectation, attempt, upload: watch, signal },
    transport,
    Date.now,
  );
  if (said.kind === 'accepted') return said;
  const { code, effect, retry, status } = said.failure;
  return { code, effect, retry, status };
};

it.each([
  ['is accepted', 'text={"id":7}', 'accepted'],
  ['has no content', 'status=204', 'accepted'],
  ['is refused', 'status=422&type=application/problem%2Bjson', 'REQUEST_INVALID'],
  ['is a page of a hotel', 'type=text/html&text=<html>', 'CAPTIVE_PORTAL'],
  ['is redirected within the server', 'to=/slow-upload/elsewhere', 'WRITE_REDIRECTED'],
  ['is cut', 'cut', 'NETWORK_FAILED'],
])('an upload whose answer %s ends as with `fetch`', async (_, query, end) => {
  const { request } = upload(addressOf(query).url, 0.3 * MB);
  const made = await madeOf(uploadTransport(), request);
  expect(made).toEqual(await madeOf(fetchTransport(), request));
  expect(Object.values(made as object)).toContain(end);
});

it('an upload without a server, and one that the caller aborts, end as with `fetch`', async () => {
  const { request } = upload('http://127.0.0.1:9/nothing', MB);
  const stopped = AbortSignal.abort();
  for (const signal of [undefined, stopped]) {
    const made = await madeOf(uploadTransport(), request, signal);
    expect(made).toEqual(await madeOf(fetchTransport(), request, signal));
    expect(made).toMatchObject({ code: signal ? 'ABORTED' : 'NETWORK_FAILED' });
  }
});

it.each<[string, Partial<TransportRequest>]>([
  ['is small', { body: 'small' }],
  ['follows no redirect', { init: { redirect: 'error' } }],
  ['carries no cookies', { init: { credentials: 'omit' } }],
  ['is bare', { bare: true }],
])('a request that %s goes over the other transport', async (_, change) => {
  const over: Transport = { send: () => Promise.reject(new Error('over')) };
  const request = { ...upload(addressOf('').url, MB).request, ...change };
  const sending = { upload: { id: 'file', sent() {} } };
  await expect(uploadTransport({ over }).send(request, sending)).rejects.toThrow('over');
});

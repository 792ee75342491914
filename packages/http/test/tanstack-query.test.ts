import { createCell, createHoldfast, defineWrite, failureOf, type Identity } from '@holdfast/core';
import { fixedBackoff, pipeline, retry } from '@holdfast/core/policies';
import { resilientFetch } from '@holdfast/http';
import { createVirtualPlatform, memoryOutbox, scriptedTransport } from '@holdfast/testing';
import { createCutProxy, serveLoopback } from '@holdfast/testing/node';
import {
  MutationObserver,
  onlineManager,
  QueryClient,
  type QueryClientConfig,
} from '@tanstack/query-core';
import { expect, it, onTestFinished } from 'vitest';

const RETRY_OFF: QueryClientConfig = { defaultOptions: { queries: { retry: false, gcTime: 0 } } };

async function inQuery(...statuses: number[]) {
  const server = await serveLoopback((_, response) => {
    response.writeHead(statuses.shift() ?? 200, { 'content-type': 'application/json' });
    response.end('["Ada"]');
  });
  const proxy = await createCutProxy({ target: server.url });
  const client = new QueryClient(RETRY_OFF);
  onTestFinished(async () => {
    client.clear();
    await proxy.close();
    await server.close();
  });
  const fetch = resilientFetch(globalThis.fetch, {
    guard: pipeline(retry({ backoff: fixedBackoff(1) })),
  });
  const characters = {
    queryKey: ['characters'],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const response = await fetch(`${proxy.url}/characters`, { signal });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return (await response.json()) as string[];
    },
  };
  return { client, proxy, fetch, characters };
}

it('a query of TanStack Query gets its answer through failures that it never sees', async () => {
  const { client, proxy, characters } = await inQuery(503, 502);
  expect(await client.fetchQuery(characters)).toEqual(['Ada']);
  expect(proxy.sends()).toHaveLength(3);
});

it('a query sees the status when the server does not recover', async () => {
  const { client, characters } = await inQuery(503, 503, 503);
  await expect(client.fetchQuery(characters)).rejects.toThrow('status 503');
});

it('a query reports network trouble as with fetch, and the app finds the failure', async () => {
  const { client, fetch } = await inQuery();
  const error: unknown = await client
    .fetchQuery({ queryKey: ['nowhere'], queryFn: () => fetch('http://127.0.0.1:9/') })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TypeError);
  expect(failureOf(error)).toMatchObject({ code: 'NETWORK_FAILED', attempts: 3 });
});

it('a query that is cancelled ends the request, also between two attempts', async () => {
  const { client, proxy, characters } = await inQuery();
  proxy.holdRequests();
  const cancelled = client.fetchQuery(characters).catch((error: unknown) => error);
  await proxy.sent({});
  await client.cancelQueries({ queryKey: ['characters'] });
  expect(await cancelled).toMatchObject({ message: 'CancelledError' });
  proxy.release();
});

it('a mutation is sent once without a key, and again with one', async () => {
  const { client, proxy, fetch } = await inQuery(503, 503, 201);
  const save = (headers: Record<string, string>) =>
    new MutationObserver(client, {
      mutationFn: async () =>
        (await fetch(`${proxy.url}/notes`, { method: 'POST', body: 'x', headers })).status,
    }).mutate();
  expect(await save({})).toBe(503);
  expect(await save({ 'idempotency-key': '"k1"' })).toBe(201);
  expect(proxy.sends({ key: 'k1' })).toHaveLength(2);
});

it('a query that fails for good was sent as often as our policy says, and no more', async () => {
  const { client, proxy, characters } = await inQuery(...Array<number>(20).fill(503));
  await expect(client.fetchQuery(characters)).rejects.toThrow('status 503');
  // With the retries of Query itself it would be four times as many.
  expect(proxy.sends()).toHaveLength(3);
});

it('a mutation reaches our queue while Query believes that there is no network', async () => {
  const { client } = await inQuery();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const outbox = memoryOutbox({ identity });
  const platform = createVirtualPlatform();
  const holdfast = createHoldfast({ transport: scriptedTransport(), identity, outbox, platform });
  const save = defineWrite('note.save', {
    request: () => ({ method: 'POST', path: 'notes' }),
    offline: 'queue',
  });
  onlineManager.setOnline(false);
  onTestFinished(() => onlineManager.setOnline(true));
  // Without `always` Query would pause it, and a note that only Query holds does not survive a reload.
  const mutation = new MutationObserver(client, {
    networkMode: 'always',
    mutationFn: () => holdfast.run(save),
  }).mutate();
  await platform.advance(2_000);
  expect(await mutation).toMatchObject({ kind: 'queued' });
  expect(outbox.entries.getSnapshot()).toHaveLength(1);
});

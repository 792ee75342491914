import { createCell, type Identity, type Transport } from '@holdfast/core';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { createScriptedServer, entry, untilState } from './outbox-stage.contract.ts';

function stage() {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const store = memoryOutboxStore();
  const tabs = memoryTabs();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const open = ({ transport }: { readonly transport: Transport } = server) => {
    const { locks, channel } = tabs.open();
    const outbox = outboxOn(() => store, { transport, identity, platform, locks, channel });
    onTestFinished(() => outbox.dispose());
    return outbox;
  };
  return { platform, server, open };
}

const large = (bytes: number) =>
  entry('large', { request: { ...entry('large').request, body: new Uint8Array(bytes) } });

it('a body of 8 MB on a slow line arrives in one send, and no other tab sends it meanwhile', async () => {
  const { platform, server, open } = stage();
  const outbox = open();
  open();
  await outbox.add(large(8_000_000));
  const arrival = await server.next();
  await platform.advance(275_000);
  expect(arrival.signal?.aborted).toBe(false);
  expect(server.arrivals).toHaveLength(1);
  arrival.answer(204);
  await platform.advance(100);
  expect(outbox.entries.getSnapshot()).toEqual([]);
});

it('a send is given up when its body had 31 s for each megabyte, and 30 s for the answer', async () => {
  const { platform, server, open } = stage();
  const outbox = open();
  await outbox.add(large(1_000_000));
  const { signal } = await server.next();
  await platform.advance(60_900);
  expect(signal?.aborted).toBe(false);
  await platform.advance(200);
  expect(signal?.aborted).toBe(true);
  await untilState(outbox, 'large', 'queued');
});

/** A transport that reports the progress of uploads, as the test says. */
function toldUploads() {
  const sends: { readonly sent: (bytes: number) => void; readonly signal: AbortSignal }[] = [];
  const transport: Transport = {
    send: (_, { upload, signal } = {}) =>
      new Promise(() => {
        if (upload && signal) sends.push({ sent: upload.sent, signal });
      }),
  };
  return { transport, sends };
}

it('an upload that goes on is not given up, however slow it is', async () => {
  const { platform, open } = stage();
  const { transport, sends } = toldUploads();
  await open({ transport }).add(large(1_000_000));
  await platform.advance(10);
  for (let bytes = 0; bytes < 50; bytes += 1) {
    sends[0]?.sent(bytes);
    await platform.advance(29_000);
  }
  expect(sends).toHaveLength(1);
  expect(sends[0]?.signal.aborted).toBe(false);
});

it('an upload without progress is given up after 30 s, whatever its size is', async () => {
  const { platform, open } = stage();
  const { transport, sends } = toldUploads();
  await open({ transport }).add(large(8_000_000));
  await platform.advance(10);
  sends[0]?.sent(0);
  await platform.advance(29_900);
  expect(sends[0]?.signal.aborted).toBe(false);
  await platform.advance(200);
  expect(sends[0]?.signal.aborted).toBe(true);
});

it('bytes that have left the page have their upload time, because the host may still hold them', async () => {
  const { platform, open } = stage();
  const { transport, sends } = toldUploads();
  await open({ transport }).add(large(1_000_000));
  await platform.advance(10);
  sends[0]?.sent(1_000_000);
  await platform.advance(60_900);
  expect(sends[0]?.signal.aborted).toBe(false);
  await platform.advance(200);
  expect(sends[0]?.signal.aborted).toBe(true);
});

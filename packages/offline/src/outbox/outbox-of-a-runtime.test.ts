import { createCell, createHoldfast, defineWrite, toFailure, type Identity } from '@holdfast/core';
import type { Part, Runtime } from '@holdfast/core/parts';
import type { TelemetryEvent, TelemetrySink } from '@holdfast/core/telemetry';
import { createVirtualPlatform, memoryTabs } from '@holdfast/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addRequest } from './add-request.ts';
import { createOutbox, outboxOn } from './create-outbox.ts';
import { memoryOutboxStore } from './memory-outbox-store.contract.ts';
import { optionsOfRuntime } from './options-of-runtime.ts';
import { createScriptedServer, untilState } from './outbox-stage.contract.ts';
import type { Outbox } from './outbox.ts';

const save = defineWrite('save', {
  request: () => ({ method: 'PUT', path: 'notes/1', json: {} }),
  lane: () => 'a',
  offline: 'queue',
});

/** An app that gives each option once, to its runtime. */
function compose<T extends Part<Outbox>>(outbox: T) {
  const platform = createVirtualPlatform();
  const server = createScriptedServer();
  const identity = createCell<Identity | null>({ subject: 'ann' });
  const told: TelemetryEvent[] = [];
  const sink: TelemetrySink = (event) => void told.push(event);
  const held: string[] = [];
  const holdfast = createHoldfast({
    ...{ platform, identity, transport: server.transport, baseUrl: 'https://notes.example/api/' },
    ...{ outbox, sinks: [sink], liveWithinMs: 0 },
    unsavedWork: {
      labels: createCell<readonly string[]>([]),
      declare(label) {
        held.push(label);
        return () => {};
      },
    },
  });
  onTestFinished(() => holdfast.dispose());
  return { holdfast, server, told, held, platform };
}

/** An app whose outbox keeps its entries in memory. */
function composeInMemory() {
  const { locks, channel } = memoryTabs().open();
  const store = memoryOutboxStore();
  return compose((runtime: Runtime) =>
    outboxOn(() => store, { ...optionsOfRuntime(runtime), locks, channel }),
  );
}

describe('an outbox that is a part of a runtime', () => {
  it('tells connectivity how its sends end, and sends again at once when the network is back', async () => {
    const { holdfast, server, platform } = composeInMemory();
    const { connectivity } = holdfast;
    const running = holdfast.run(save, undefined, { key: 'k1' });
    await platform.advance(1);
    await running;
    (await server.next()).cut();
    await expect.poll(() => connectivity.getSnapshot()).toBe('degraded');
    await platform.advance(50);
    expect(server.arrivals).toHaveLength(1);
    connectivity.note('answered', 'https://notes.example/api/health');
    await platform.advance(50);
    (await server.next()).answer(204);
    await expect.poll(() => holdfast.outbox.entries.getSnapshot()).toEqual([]);
  });

  it('aborts a send on its way when the runtime ends, keeps the entry, and sends nothing more', async () => {
    const { holdfast, server, platform } = composeInMemory();
    const running = holdfast.run(save, undefined, { key: 'k1' });
    await platform.advance(1);
    const { signal } = await server.next();
    await holdfast.dispose();
    expect(signal?.aborted).toBe(true);
    expect((await running).kind).toBe('queued');
    await platform.advance(600_000);
    expect(server.arrivals).toHaveLength(1);
    expect(platform.pending()).toBe(0);
  });

  it('tells the runtime’s sinks of a write that dies after its outcome', async () => {
    const { holdfast, server, told, platform } = composeInMemory();
    const running = holdfast.run(save, undefined, { key: 'k1' });
    await platform.advance(1);
    expect((await running).kind).toBe('queued');
    const { request, subject, answer } = await server.next();
    expect(request.url).toBe('https://notes.example/api/notes/1');
    expect(subject).toBe('ann');
    answer(422);
    await untilState(holdfast.outbox, 'k1', 'dead');
    expect(told).toContainEqual(
      expect.objectContaining({ type: 'outbox.changed', entryId: 'k1', state: 'dead' }),
    );
  });

  it('declares a write that the device cannot store as the runtime’s unsaved work', async () => {
    const { holdfast, server, held } = compose(createOutbox({ sender: 'page' }));
    const outcome = holdfast.run(save);
    const arrival = await server.next();
    expect(held).toEqual(['a change on its way to the server']);
    arrival.answer(204);
    expect(await outcome).toEqual({ kind: 'live', value: undefined });
  });

  it('names an error of a hook within the transport as the runtime does', async () => {
    const { locks, channel } = memoryTabs().open();
    const response = { status: 503, headers: new Headers({ 'retry-after': '7' }) };
    const thrown = Object.assign(new Error('no token'), { name: 'HTTPError', response });
    const holdfast = createHoldfast({
      ...{ platform: createVirtualPlatform(), identity: createCell({ subject: 'ann' }), toFailure },
      transport: { send: () => Promise.reject(thrown) },
      outbox: (runtime: Runtime) =>
        outboxOn(memoryOutboxStore, { ...optionsOfRuntime(runtime), locks, channel }),
    });
    onTestFinished(() => holdfast.dispose());
    void holdfast.run(save, undefined, { key: 'k1' });
    const { state } = await untilState(holdfast.outbox, 'k1', 'waiting');
    expect(state).toMatchObject({ failure: { code: 'UNAVAILABLE', status: 503 } });
  });

  it('ends with the runtime', async () => {
    const { holdfast } = compose(createOutbox());
    await holdfast.outbox.ready;
    await holdfast.dispose();
    await expect(
      addRequest(holdfast.outbox, new Request('https://notes.example/'), { lane: 'a' }),
    ).rejects.toMatchObject({ code: 'DISPOSED' });
  });
});

it('an outbox with a transport and an identity of its own opens at once and needs no runtime', async () => {
  const { transport } = createScriptedServer();
  const outbox = createOutbox({ transport, identity: createCell({ subject: 'ann' }) });
  await outbox.ready;
  await outbox.dispose();
});

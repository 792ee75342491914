import { defineWrite, Failure, isFailure } from '@holdfast/core';
import type { Answer } from '@holdfast/core/parts';
import { NOT_FOUND, SERVER_ERROR } from '@holdfast/core/failures';
import { describe, expect, it } from 'vitest';
import { createDevice, type Device } from './create-device.ts';
import { jsonAnswer, problemAnswer } from './scripted-transport.ts';
import type { ScenarioStep } from './scenario/scenario.ts';
import type { ScenarioPlay } from './scenario/scenario-play.ts';

const addNote = defineWrite('note.add', {
  request: () => ({ method: 'POST', path: 'notes' }),
  offline: 'queue',
});

const deviceWith = (...steps: ScenarioStep[]) => {
  const device = createDevice();
  device.transport.answerWith(() => jsonAnswer({ id: 'n1' }, 201));
  return { device, play: device.play({ seed: 7, steps }) };
};

describe('a device that plays a scenario', () => {
  it('sends a write until it arrives, under one key', async () => {
    const { device, play } = deviceWith({ forRequests: 3, network: { cutAnswer: 1 } });
    void device.holdfast.run(addNote);
    await device.platform.advance(60_000);
    expect(play.told().map(({ fault }) => fault)).toEqual(Array(3).fill('cut-answer'));
    const keys = device.transport.requests.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
    expect(device.outbox.entries.getSnapshot()).toEqual([]);
  });

  it('loses its network for a step, and sends the waiting entries when the step is over', async () => {
    const { device } = deviceWith({ forMs: 5_000, network: { offline: true } });
    void device.holdfast.run(addNote);
    await device.platform.advance(4_000);
    expect(device.connectivity.getSnapshot()).toBe('offline');
    expect(device.transport.requests).toEqual([]);
    await device.platform.advance(2_000);
    expect(device.transport.requests).toHaveLength(1);
  });

  it('is full during a step', async () => {
    const { device } = deviceWith({ forMs: 1_000, storage: { full: true } }, { forMs: 1 });
    const full = device.outbox.add({ id: 'e1', owner: 'mira' } as never);
    expect(isFailure(await full.catch((error: unknown) => error), 'STORAGE_QUOTA')).toBe(true);
  });

  it('has another page after a reload, and a clock that has jumped', async () => {
    const { device } = deviceWith({ forMs: 10 }, { tab: 'reload', clock: { jumpMs: 3_600_000 } });
    const [page, now] = [device.holdfast, device.platform.now()];
    await device.platform.advance(10);
    expect(device.holdfast).not.toBe(page);
    expect(device.platform.now() - now).toBe(3_600_010);
  });

  it.each<[string, (device: Device, play: ScenarioPlay) => void]>([
    ['stops it', (_, play) => play.stop()],
    ['plays another one', (device) => void device.play({ seed: 1, steps: [] })],
  ])('has its network and its room again when the test %s', async (_how, end) => {
    const { device, play } = deviceWith({ network: { offline: true }, storage: { full: true } });
    end(device, play);
    expect(device.connectivity.getSnapshot()).not.toBe('offline');
    void device.holdfast.run(addNote);
    await device.platform.advance(0);
    expect(device.transport.requests).toHaveLength(1);
  });
});

const busy = (): Answer => problemAnswer(new Failure(SERVER_ERROR, { status: 503 }));
const gone = (): Answer => problemAnswer(new Failure(NOT_FOUND, { status: 404 }));

const kindsOf = ({ outbox }: Device): readonly string[] =>
  outbox.entries.getSnapshot().map(({ state }) => state.kind);
function applyAll({ outbox }: Device): void {
  for (const { id } of outbox.entries.getSnapshot()) outbox.apply(id);
}

/** A device with one write that the server has put off for a second. */
const waiting = async () => {
  const device = createDevice();
  device.transport.answerWith(busy);
  void device.holdfast.run(addNote);
  await device.platform.advance(0);
  expect(kindsOf(device)).toEqual(['waiting']);
  return device;
};

describe('the outbox of a device', () => {
  it('leaves a dead letter dead, which was sent again by hand during its wait', async () => {
    const device = await waiting();
    device.transport.answerWith(gone);
    for (const { id } of device.outbox.entries.getSnapshot()) void device.outbox.retry(id);
    await device.platform.advance(60_000);
    expect(kindsOf(device)).toEqual(['dead']);
    expect(device.transport.requests).toHaveLength(2);
  });

  it('has nothing to do with an entry that the test applies during its wait', async () => {
    const device = await waiting();
    applyAll(device);
    await device.platform.advance(60_000);
    expect(device.transport.requests).toHaveLength(1);
  });

  it('has nothing to do with an entry that the test applies while it is sent', async () => {
    const device = createDevice();
    let answer!: (answer: Answer) => void;
    device.transport.answerWith(() => new Promise((resolve) => (answer = resolve)));
    void device.holdfast.run(addNote);
    await device.platform.advance(0);
    applyAll(device);
    answer(jsonAnswer({}, 201));
    await device.platform.advance(60_000);
    expect(device.outbox.entries.getSnapshot()).toEqual([]);
  });
});

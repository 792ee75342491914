import { defineWrite, isFailure } from '@holdfast/core';
import { describe, expect, it } from 'vitest';
import { createDevice } from './create-device.ts';
import { jsonAnswer } from './scripted-transport.ts';
import type { ScenarioStep } from './scenario/scenario.ts';

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
});

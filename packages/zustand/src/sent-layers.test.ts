import { defineRead, defineWrite, type StandardSchema } from '@holdfast/core';
import { createDevice, jsonAnswer } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';
import { followRead } from './follow-read.ts';
import { optimisticLayers } from './optimistic-layers.ts';

interface Change {
  readonly name: string;
  readonly isThere: boolean;
}
type Names = readonly string[];
const input: StandardSchema<Change> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Change }) },
};
const changed = (names: Names, { name, isThere }: Change): Names => {
  const others = names.filter((other) => other !== name);
  return isThere ? [...others, name].toSorted() : others;
};

const list = defineRead('list', { request: () => ({ path: 'list' }), staleIfErrorMs: 1e9 });
const change = defineWrite('change', {
  input,
  request: (json) => ({ method: 'POST', path: 'change', json }),
  invalidates: [list],
  offline: 'queue',
});
const slice = defineSlice('names', { names: [] as Names }, { layers: optimisticLayers }).operations(
  {
    list: { run: list, follow: followRead, apply: (_, value) => ({ names: value as Names }) },
    change: {
      run: change,
      optimistic: ({ names }, one) => ({ names: changed(names, one) }),
      dedupe: 'parallel',
    },
  },
);

/** A page of one user, and a server that answers a read with what it had in the middle of the wait. */
function openApp() {
  const device = createDevice();
  const { platform, transport } = device;
  let onServer: Names = [];
  let meant: Names = [];
  let waitMs = 2;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => void platform.schedule(ms, resolve));
  transport.answerWith(async ({ method, body }) => {
    if (method === 'POST') {
      await pause(2);
      onServer = changed(onServer, JSON.parse(String(body)) as Change);
      return jsonAnswer(null);
    }
    const ms = waitMs;
    await pause(ms / 2);
    const answer = jsonAnswer(onServer);
    await pause(ms / 2);
    return answer;
  });
  const openPage = () => {
    const store = createStore(slice(device.holdfast));
    store.subscribe(() => {});
    return store;
  };
  let store = openPage();
  return {
    platform: device.platform,
    device,
    onServer: (names: Names) => void (onServer = names),
    pause,
    meant: () => meant,
    shown: () => store.getState().names,
    readsTake: (ms: number) => void (waitMs = ms),
    write(one: Change) {
      meant = changed(meant, one);
      void store.getState().change.run(one);
    },
    reload() {
      store.slice.dispose();
      device.reload();
      store = openPage();
    },
  };
}

describe('a list whose page starts without a network', () => {
  it('shows a change that was sent before the page closed, over an older kept answer', async () => {
    const app = openApp();
    await app.platform.advance(10);
    app.device.goOffline();
    app.write({ name: 'Mara', isThere: true });
    await app.platform.advance(10);
    app.readsTake(1_000);
    app.device.goOnline();
    // The change is sent. The page closes before the read that it caused has come back.
    await app.platform.advance(100);
    expect(app.device.outbox.entries.getSnapshot()).toEqual([]);
    app.device.goOffline();
    app.reload();
    await app.platform.advance(10);
    expect(app.shown()).toEqual(['Mara']);
    app.readsTake(2);
    app.device.goOnline();
    await app.platform.advance(60_000);
    expect(app.shown()).toEqual(['Mara']);
  });

  it('shows nothing of a change twice, and nothing of another user', async () => {
    const app = openApp();
    await app.platform.advance(10);
    app.write({ name: 'Mara', isThere: true });
    await app.platform.advance(10);
    expect(await app.device.outbox.sent?.(0)).toHaveLength(1);
    app.device.goOffline();
    app.reload();
    app.write({ name: 'Mara', isThere: false });
    await app.platform.advance(10);
    expect(app.shown()).toEqual([]);
    app.device.identity.set({ subject: 'noor' });
    await app.platform.advance(10);
    expect(await app.device.outbox.sent?.(0)).toEqual([]);
  });

  it.each([
    ['after', 0],
    ['before', 500],
  ])(
    'ends with the first answer, which comes %s the outbox has told what was sent',
    async (_, ms) => {
      const app = openApp();
      await app.platform.advance(10);
      app.readsTake(200);
      app.write({ name: 'Mara', isThere: true });
      await app.platform.advance(10);
      const { outbox } = app.device;
      const { sent } = outbox;
      Object.assign(outbox, {
        async sent(after: number) {
          await app.pause(ms);
          return sent?.(after);
        },
      });
      app.reload();
      await app.platform.advance(100);
      expect(app.shown()).toEqual(ms === 0 ? ['Mara'] : []);
      // Another device of the user.
      app.onServer(['Tom']);
      app.readsTake(2);
      app.reload();
      await app.platform.advance(1_000);
      expect(app.shown()).toEqual(['Tom']);
    },
  );

  it('ends with an answer that was asked in the millisecond in which the change took effect', async () => {
    const app = openApp();
    await app.platform.advance(10);
    app.readsTake(200);
    app.write({ name: 'Mara', isThere: true });
    await app.platform.advance(2);
    const { outbox } = app.device;
    const { sent } = outbox;
    expect(await sent?.(0)).toMatchObject([{ settledAt: app.platform.now() }]);
    Object.assign(outbox, {
      async sent(after: number) {
        await app.pause(500);
        return sent?.(after);
      },
    });
    // Another device of the user.
    app.onServer(['Tom']);
    app.readsTake(2);
    app.reload();
    await app.platform.advance(1_000);
    expect(app.shown()).toEqual(['Tom']);
  });

  type App = ReturnType<typeof openApp>;
  type Step = (app: App) => unknown;
  const steps = fc.array(
    fc.oneof(
      fc.record({ name: fc.constantFrom('a', 'b', 'c'), isThere: fc.boolean() }).map(
        (one): Step =>
          (app) =>
            app.write(one),
      ),
      fc.constantFrom<Step>(
        ({ device }) => device.goOffline(),
        ({ device }) => device.goOnline(),
        (app) => app.reload(),
      ),
      fc.constantFrom(2, 50, 3_000).map(
        (ms): Step =>
          (app) =>
            app.readsTake(ms),
      ),
      fc.constantFrom(1, 5, 60, 5_000).map(
        (ms): Step =>
          (app) =>
            app.platform.advance(ms),
      ),
    ),
    { maxLength: 25 },
  );

  it('shows exactly what its user made, whatever was sent and whatever was kept before', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const app = openApp();
        await app.platform.advance(10);
        for (const step of all) {
          await step(app);
          await app.platform.advance(0);
        }
        app.device.goOffline();
        app.reload();
        await app.platform.advance(0);
        expect(app.shown()).toEqual(app.meant());
      }),
      { numRuns: 100 },
    );
  });
});

import { defineRead, defineWrite, type StandardSchema } from '@holdfast/core';
import type { DraftRecord } from '@holdfast/core/parts';
import { createDevice, jsonAnswer } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from '../define-slice.ts';
import { followRead } from '../follow-read.ts';
import { optimisticLayers } from '../optimistic-layers.ts';
import { persistSlice } from './persist-slice.ts';
import type { SliceStore } from './slice-store.ts';

interface Change {
  readonly name: string;
  readonly isThere: boolean;
}
interface Names {
  readonly names: readonly string[];
  readonly note?: string;
}
const input: StandardSchema<Change> = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as Change }) },
};
const list = defineRead('list', { request: () => ({ path: 'list' }) });
const change = defineWrite('change', {
  ...{ input, invalidates: [list], offline: 'queue' },
  request: (json) => ({ method: 'POST', path: 'change', json }),
});
const changed = ({ names }: Names, { name, isThere }: Change): Names => {
  const others = names.filter((other) => other !== name);
  return { names: isThere ? [...others, name].toSorted() : others };
};
/** Shows a write that the slice lays over its data twice. */
const added = ({ names }: Names, { name, isThere }: Change): Names => ({
  names: [...names, `${name} ${String(isThere)}`],
});
type Show = typeof changed;

const initial: Names = { names: [], note: '' };
const throttleMs = 20;
const withRead = () =>
  defineSlice('names', initial, { layers: optimisticLayers })
    .operations({
      list: { run: list, follow: followRead, apply: (_, value) => value as Names },
      change: { run: change, optimistic: changed, dedupe: 'parallel' },
    })
    .persist(persistSlice({ throttleMs }));
const withoutRead = (store?: SliceStore) => () =>
  defineSlice('names', initial, { layers: optimisticLayers })
    .operations({ change: { run: change, optimistic: added, dedupe: 'parallel' } })
    .persist(persistSlice({ throttleMs, ...(store && { store }) }));
/** A store that has the data before the first render. */
const atOnce = (): SliceStore => {
  let kept: DraftRecord | undefined;
  return {
    load: () => kept,
    save(record) {
      kept = record;
      return { kind: 'saved' };
    },
    quarantine: () => {},
  };
};

function openApp(makeSlice: () => unknown, show: Show) {
  const slice = makeSlice() as ReturnType<typeof withRead>;
  const device = createDevice();
  const { platform, transport } = device;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => void platform.schedule(ms, resolve));
  let [onServer, meant, readMs] = [initial, initial, 2];
  const applied = new Set<string | undefined>();
  transport.answerWith(async ({ method, body, headers }) => {
    const ms = readMs;
    await pause(1);
    if (method === 'POST') {
      const key = headers['idempotency-key'];
      if (!applied.has(key)) onServer = show(onServer, JSON.parse(String(body)) as Change);
      applied.add(key);
      return jsonAnswer(null);
    }
    const answer = jsonAnswer(onServer);
    await pause(ms);
    return answer;
  });
  const openPage = () => {
    const store = createStore(slice(device.holdfast));
    store.subscribe(() => {});
    return store;
  };
  let store = openPage();
  const { sent } = device.outbox;
  let sentMs = 0;
  Object.assign(device.outbox, {
    async sent(from: number) {
      const found = await sent?.(from);
      if (sentMs > 0) await pause(sentMs);
      return found;
    },
  });
  return {
    device,
    platform,
    shown: () => store.getState().names,
    meant: () => meant.names,
    readsTake: (ms: number) => void (readMs = ms),
    write(one: Change) {
      meant = show(meant, one);
      void store.getState().change.run(one);
    },
    note: (note: string) => store.setState({ note }),
    outboxTakes: (ms: number) => void (sentMs = ms),
    /** Closes the page, and opens it later. With `isSending`, the worker of the app sends meanwhile. */
    async reload(isSending = false) {
      store.slice.dispose();
      await platform.advance(0);
      if (isSending) {
        device.goOnline();
        await platform.advance(50);
      }
      device.reload();
      store = openPage();
    },
  };
}

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
      (app) => app.reload(true),
    ),
    fc.constantFrom(0, 30).map(
      (ms): Step =>
        (app) =>
          app.outboxTakes(ms),
    ),
    fc.constantFrom(2, 50, 3_000).map(
      (ms): Step =>
        (app) =>
          app.readsTake(ms),
    ),
    fc.constantFrom(1, 5, 19, 60, 5_000).map(
      (ms): Step =>
        (app) =>
          app.platform.advance(ms),
    ),
  ),
  { maxLength: 25 },
);

describe.each<[string, () => unknown, Show]>([
  ['a kept slice that follows a read', withRead, changed],
  ['a kept slice whose writes become part of its data', withoutRead(), added],
  ['a slice that is kept at once', () => withoutRead(atOnce())(), added],
])('%s', (_, makeSlice, show) => {
  it('shows a write that was sent after the page had closed, in a start without a network', async () => {
    const app = openApp(makeSlice, show);
    await app.platform.advance(50);
    app.device.goOffline();
    app.write({ name: 'Mara', isThere: true });
    await app.platform.advance(50);
    await app.reload(true);
    app.device.goOffline();
    await app.reload();
    await app.platform.advance(50);
    expect(app.shown()).toEqual(app.meant());
  });

  it('shows it also when the page before stored something else, and closed before it could show it', async () => {
    const app = openApp(makeSlice, show);
    await app.platform.advance(50);
    app.device.goOffline();
    app.write({ name: 'Mara', isThere: true });
    app.outboxTakes(1_000);
    await app.reload(true);
    app.device.goOffline();
    app.note('of the app');
    await app.platform.advance(50);
    app.outboxTakes(0);
    await app.reload();
    await app.platform.advance(50);
    expect(app.shown()).toEqual(app.meant());
  });

  it('shows each write of its user once, whatever was sent and whatever was kept before', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const app = openApp(makeSlice, show);
        await app.platform.advance(50);
        for (const step of all) {
          await step(app);
          await app.platform.advance(0);
        }
        app.outboxTakes(0);
        app.device.goOffline();
        await app.reload();
        await app.platform.advance(0);
        expect(app.shown()).toEqual(app.meant());
        app.device.goOnline();
        await app.platform.advance(60_000);
        expect(app.shown()).toEqual(app.meant());
      }),
      { numRuns: 50 },
    );
  });
});

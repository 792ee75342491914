import { defineRead, defineWrite, watchRead, type StandardSchema } from '@holdfast/core';
import { createDevice, jsonAnswer } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layer } from './layer.ts';
import { optimisticRead } from './optimistic-read.ts';
import { FRESH_MS, sharedRead } from './shared-reads.ts';

interface Change {
  readonly name: string;
  readonly isThere: boolean;
}
type Names = readonly string[];
const schema = <T>(): StandardSchema<T> => ({
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as T }) },
});
const changed = (names: Names, { name, isThere }: Change): Names => {
  const others = names.filter((other) => other !== name);
  return isThere ? [...others, name].toSorted() : others;
};
const list = defineRead('list', {
  output: schema<unknown>() as StandardSchema<unknown, Names>,
  request: () => ({ path: 'list' }),
  staleIfErrorMs: 1e9,
});
const change = defineWrite('change', {
  input: schema<Change>(),
  request: (json) => ({ method: 'POST', path: 'change', json }),
  invalidates: [list],
  offline: 'queue',
});
const listNow = optimisticRead(list, [layer(change, changed)]);

/** A page that shows the list, and a server that answers a read with what it had in the middle of the wait. */
function openApp() {
  const device = createDevice();
  const { platform, transport } = device;
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => void platform.schedule(ms, resolve));
  let waitMs = 2;
  let meant: Names = [];
  let onServer: Names = [];
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
  const open = () => {
    const { holdfast } = device;
    const shared = sharedRead(holdfast, 'list', () =>
      watchRead(holdfast, list, undefined, { freshForMs: FRESH_MS }),
    );
    return { shared, layered: listNow.optimistic.over(holdfast, shared, undefined) };
  };
  let view = open();
  let leave: (() => void) | undefined = view.layered.subscribe(() => {});
  let leaveAlone: (() => void) | undefined;
  return {
    device,
    platform,
    meant: () => meant,
    shown: () => view.layered.getSnapshot().value,
    elsewhere: (names: Names) => void (onServer = names),
    readsTake: (ms: number) => void (waitMs = ms),
    write(one: Change) {
      meant = changed(meant, one);
      void device.holdfast.run(change, one);
    },
    /** What stands on the screen, while the list does. */
    looked: () => leave && view.layered.getSnapshot().value,
    look() {
      leave ??= view.layered.subscribe(() => {});
    },
    /** Another component shows the read without the writes. */
    lookAlone() {
      leaveAlone ??= view.shared.subscribe(() => {});
    },
    refresh: () => void view.shared.refresh(),
    lookAway() {
      leave?.();
      leave = undefined;
    },
    reload() {
      leave?.();
      leaveAlone?.();
      leaveAlone = undefined;
      device.reload();
      view = open();
      leave = view.layered.subscribe(() => {});
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
      (app) => app.lookAway(),
      (app) => app.look(),
      (app) => app.lookAlone(),
      (app) => app.refresh(),
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

describe('a read with the writes of its user over it', () => {
  it('shows a write over an older answer that came while no component showed it', async () => {
    const app = openApp();
    app.lookAlone();
    await app.platform.advance(10);
    app.readsTake(50);
    app.refresh();
    await app.platform.advance(30);
    app.write({ name: 'a', isThere: true });
    await app.platform.advance(5);
    app.lookAway();
    await app.platform.advance(20);
    app.look();
    await app.platform.advance(0);
    expect(app.shown()).toEqual(['a']);
  });

  it('shows exactly what the user made while a component shows it, and in the end what the server has', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const app = openApp();
        await app.platform.advance(10);
        for (const step of all) {
          await step(app);
          await app.platform.advance(0);
          expect(app.looked() ?? app.meant()).toEqual(app.meant());
        }
        app.device.goOnline();
        app.readsTake(2);
        await app.platform.advance(60_000);
        app.look();
        app.elsewhere(['elsewhere']);
        app.refresh();
        await app.platform.advance(10);
        expect(app.shown()).toEqual(['elsewhere']);
      }),
      { numRuns: 100 },
    );
  });
});

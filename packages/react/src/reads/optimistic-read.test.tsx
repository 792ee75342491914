import { defineRead, defineWrite, Failure, type StandardSchema } from '@holdfast/core';
import { UNAVAILABLE } from '@holdfast/core/failures';
import { createDevice, createWorld, jsonAnswer, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act } from '@testing-library/react';
import { Suspense, useEffect, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { layer } from './layer.ts';
import { optimisticRead } from './optimistic-read.ts';
import { useRead } from './use-read.ts';
import { useSuspenseRead } from './use-suspense-read.ts';

afterEach(endResilient);

type Names = readonly string[];
const schema = <T,>(): StandardSchema<T> => ({
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as T }) },
});
const list = defineRead('list', {
  output: schema<unknown>() as StandardSchema<unknown, Names>,
  request: () => ({ path: 'list' }),
  staleIfErrorMs: 1e9,
});
const add = defineWrite('add', {
  input: schema<string>(),
  request: (json) => ({ method: 'POST', path: 'list', json }),
  offline: 'queue',
  lane: (name) => name,
  invalidates: [list],
});
const withName = (names: Names, name: string): Names =>
  names.includes(name) ? names : [...names, name];
const listNow = optimisticRead(list, [layer(add, withName)]);

const shown = { refresh: async (): Promise<void> => {} };

function List(): ReactElement {
  const { state, refresh } = useRead(listNow);
  useEffect(() => void (shown.refresh = refresh), [refresh]);
  return <p>{`${state.kind} ${state.value?.join() ?? '-'}`}</p>;
}
function Alone(): ReactElement {
  return <p>{useRead(list).state.value?.join()}</p>;
}
function Inside(): ReactElement {
  return <p>{useSuspenseRead(listNow).value.join()}</p>;
}
const text = ({ container }: { readonly container: Element }): string | null =>
  container.textContent;

/** A server that answers each read with what it has when the answer leaves it. */
function serve({ transport, platform }: Pick<ResilientWorld, 'transport' | 'platform'>) {
  const server = { names: ['Ada'] as Names, readMs: 0 };
  transport.answerWith(async ({ method, body }) => {
    if (method === 'POST') {
      server.names = withName(server.names, JSON.parse(String(body)) as string);
      return jsonAnswer(null);
    }
    const { names, readMs } = server;
    if (readMs > 0) await new Promise<void>((done) => void platform.schedule(readMs, done));
    return jsonAnswer(names);
  });
  return server;
}

describe('a read on the screen, with the writes of the user over it', () => {
  it('shows what waits in the outbox at once, in order, also after a reload without a network', async () => {
    const device = createDevice();
    const server = serve(device);
    const view = renderResilient(<List />, { world: device });
    await view.advance(0);
    device.goOffline();
    for (const name of ['Mara', 'Tom']) void device.holdfast.run(add, name);
    await view.advance(0);
    expect(text(view)).toBe('live Ada,Mara,Tom');
    act(view.reload);
    await view.advance(0);
    expect(text(view)).toMatch(/^stale Ada,Mara,Tom$/);
    server.names = ['Zoe', 'Ada'];
    await act(async () => device.goOnline());
    await view.advance(5_000);
    expect(text(view)).toBe('live Zoe,Ada,Mara,Tom');
  });

  it('keeps a write over an answer that was asked before the write took effect', async () => {
    const device = createDevice();
    const server = serve(device);
    const view = renderResilient(<List />, { world: device });
    await view.advance(0);
    server.readMs = 100;
    await act(async () => void shown.refresh());
    await view.advance(10);
    await act(async () => void device.holdfast.run(add, 'Mara'));
    expect(server.names).toEqual(['Ada', 'Mara']);
    const seen: (string | undefined)[] = [];
    for (let ms = 0; ms < 400; ms += 20) {
      await view.advance(20);
      seen.push(text(view)?.split(' ')[1]);
    }
    expect(new Set(seen)).toEqual(new Set(['Ada,Mara']));
  });

  it('shows a write that was sent before the page closed, over an older kept answer', async () => {
    const device = createDevice();
    const server = serve(device);
    const view = renderResilient(<List />, { world: device });
    await view.advance(10);
    server.readMs = 60_000;
    await act(async () => void device.holdfast.run(add, 'Mara'));
    await view.advance(10);
    expect(device.outbox.entries.getSnapshot()).toEqual([]);
    device.goOffline();
    act(view.reload);
    await view.advance(10);
    expect(text(view)).toBe('stale Ada,Mara');
    server.readMs = 0;
    server.names = ['Ada', 'Zoe'];
    await act(async () => device.goOnline());
    await view.advance(5_000);
    expect(text(view)).toBe('live Ada,Zoe');
  });

  it('shows no write that the user took back, and keeps a dead one with its state', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer(['Ada']));
    const marked = optimisticRead(list, [
      layer(add, (names, name, { entry }) => [...names, `${name}:${entry.state.kind}`]),
    ]);
    const Marked = (): ReactElement => <p>{useRead(marked).state.value?.join()}</p>;
    const view = renderResilient(<Marked />, { world });
    await view.advance(0);
    await act(async () => {
      void world.holdfast.run(add, 'Mara', { key: 'a' });
      void world.holdfast.run(add, 'Tom', { key: 'b' });
    });
    await view.advance(0);
    expect(text(view)).toBe('Ada,Mara:queued,Tom:queued');
    const failure = new Failure(UNAVAILABLE);
    act(() => world.outbox.set('a', { kind: 'dead', failure }));
    expect(text(view)).toBe('Ada,Mara:dead,Tom:queued');
    await act(async () => void (await world.outbox.cancel('a')));
    expect(text(view)).toBe('Ada,Tom:queued');
  });

  it('shows nothing of a write that belongs to another input', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer([]));
    const of = defineRead('of', {
      input: schema<string>(),
      output: schema<unknown>() as StandardSchema<unknown, Names>,
      request: (who) => ({ path: who }),
    });
    const note = defineWrite('note', {
      input: schema<{ readonly who: string; readonly text: string }>(),
      request: (json) => ({ method: 'POST', path: 'notes', json }),
      offline: 'queue',
    });
    const notesOf = optimisticRead(of, [
      layer(note, (notes, one, { input }) => (one.who === input ? [...notes, one.text] : notes)),
    ]);
    const Notes = ({ who }: { readonly who: string }): ReactElement => (
      <p>{`${who}(${useRead(notesOf, who).state.value?.join()})`}</p>
    );
    const view = renderResilient([<Notes key="a" who="a" />, <Notes key="b" who="b" />], { world });
    await view.advance(0);
    await act(async () => void world.holdfast.run(note, { who: 'b', text: 'hello' }));
    expect(text(view)).toBe('a()b(hello)');
  });

  it('shows no user the writes of another', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer(['Ada']));
    const view = renderResilient(<List />, { world });
    await view.advance(0);
    await act(async () => void world.holdfast.run(add, 'Mara'));
    expect(text(view)).toBe('live Ada,Mara');
    act(() => world.identity.set({ subject: 'tom' }));
    await view.advance(0);
    expect(text(view)).toBe('live Ada');
  });

  it('asks the server no more often than the read alone, also beside the read alone', async () => {
    const device = createDevice();
    serve(device);
    const view = renderResilient([<Alone key="a" />, <List key="b" />, <List key="c" />], {
      world: device,
    });
    await view.advance(100);
    await act(async () => void device.holdfast.run(add, 'Mara'));
    await view.advance(100);
    expect(text(view)).toBe('Ada,Maralive Ada,Maralive Ada,Mara');
    expect(device.transport.requests.map(({ method }) => method)).toEqual(['GET', 'POST', 'GET']);
  });

  it('reads again after a write that does not name the read', async () => {
    const device = createDevice();
    const server = serve(device);
    const quiet = defineWrite('quiet', {
      input: schema<string>(),
      request: (json) => ({ method: 'POST', path: 'list', json }),
      offline: 'queue',
    });
    const quietly = optimisticRead(list, [layer(quiet, (names, name) => [...names, name])]);
    const Quietly = (): ReactElement => <p>{useRead(quietly).state.value?.join()}</p>;
    const view = renderResilient(<Quietly />, { world: device });
    await view.advance(100);
    await act(async () => void device.holdfast.run(quiet, 'Mara'));
    await view.advance(100);
    expect(server.names).toEqual(['Ada', 'Mara']);
    expect(text(view)).toBe('Ada,Mara');
    expect(device.transport.requests).toHaveLength(3);
  });

  it('shows the rest when a layer throws, and leaves out an entry of another version', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer(['Ada']));
    const newer = { ...add, version: 2 };
    const careful = optimisticRead(list, [
      layer(add, (names, name) => {
        if (name === 'bad') throw new Error('a mistake of the app');
        return withName(names, name);
      }),
    ]);
    const Careful = (): ReactElement => <p>{useRead(careful).state.value?.join()}</p>;
    const view = renderResilient(<Careful />, { world });
    await view.advance(0);
    await act(async () => {
      void world.holdfast.run(add, 'bad');
      void world.holdfast.run(newer, 'Zoe');
      void world.holdfast.run(add, 'Mara');
    });
    expect(text(view)).toBe('Ada,Mara');
  });

  it('shows the writes below a Suspense from the first value on', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer(['Ada']));
    void world.holdfast.run(add, 'Mara');
    await world.platform.advance(0);
    const view = renderResilient(
      <Suspense fallback={<p>wait</p>}>
        <Inside />
      </Suspense>,
      { world },
    );
    expect(text(view)).toBe('wait');
    await view.advance(0);
    expect(text(view)).toBe('Ada,Mara');
  });

  it('shows what took effect while no component showed the read', async () => {
    const device = createDevice();
    const server = serve(device);
    const view = renderResilient(<List />, { world: device });
    await view.advance(100);
    device.goOffline();
    await act(async () => void device.holdfast.run(add, 'Mara'));
    view.rerender(<p>away</p>);
    await act(async () => device.goOnline());
    await view.advance(10);
    server.readMs = 1_000;
    server.names = ['Ada'];
    await view.advance(6_000);
    view.rerender(<List />);
    await view.advance(10);
    expect(text(view)).toBe('running Ada,Mara');
    await view.advance(1_000);
    expect(text(view)).toBe('live Ada');
  });
});

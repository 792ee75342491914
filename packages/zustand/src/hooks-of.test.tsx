import { defineRead, defineWrite } from '@holdfast/core';
import { createWorld, jsonAnswer } from '@holdfast/testing';
import { act, cleanup, render, screen } from '@testing-library/react';
import { StrictMode, useEffect, type ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defineSlice } from './define-slice.ts';
import { followRead } from './follow-read.ts';
import { hooksOf } from './hooks-of.ts';
import { optimisticLayers } from './optimistic-layers.ts';

afterEach(cleanup);

describe('hooks', () => {
  it('exist for each member, and render only for a change of that member', () => {
    const store = createStore(() => ({ name: 'Ada', count: 1 }));
    const { useName, useCount } = hooksOf(store);
    const rendered = new Set<string>();
    const Name = (): ReactElement => {
      rendered.add('name');
      return <p>{useName()}</p>;
    };
    const Count = (): ReactElement => <p>{useCount()}</p>;
    render(
      <>
        <Name />
        <Count />
      </>,
    );
    rendered.clear();
    act(() => store.setState({ count: 2 }));
    expect(screen.getByText('2')).toBeTruthy();
    expect([...rendered]).toEqual([]);
    act(() => store.setState({ name: 'Grace' }));
    expect(screen.getByText('Grace')).toBeTruthy();
  });
});

const list = defineRead('list', { request: () => ({ path: 'list' }) });
const save = defineWrite('save', { request: () => ({ method: 'POST', path: 'list' }) });
interface Names {
  readonly names: readonly string[];
}
const NONE: Names = { names: [] };
const slice = defineSlice('names', NONE, {
  layers: optimisticLayers,
}).operations({
  list: { run: list, follow: followRead, apply: (_, value) => ({ names: value as string[] }) },
  save: { run: save, dedupe: 'parallel' },
});

describe('hooks of a slice', () => {
  it.each(['constructor', '__proto__', 'toString', ''])(
    'give the state of an instance that is called %j, before its first run and after it',
    async (id) => {
      const world = createWorld();
      world.transport.answerWith(() => jsonAnswer('saved'));
      const store = createStore(slice(world.holdfast));
      const { useSaveState } = hooksOf(store);
      const Row = (): ReactElement => <p>{useSaveState(id).kind}</p>;
      render(<Row />);
      expect(screen.getByText('idle')).toBeTruthy();
      await act(() => store.getState().save.key(id).run());
      expect(screen.getByText('live')).toBeTruthy();
    },
  );

  it('give the state of a write, and of one instance of it', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer('saved'));
    const store = createStore(slice(world.holdfast));
    const { useSave, useSaveState } = hooksOf(store);
    const Row = ({ id }: { readonly id: string }): ReactElement => {
      const control = useSave().key(id);
      return (
        <button type="button" onClick={() => void control.run()}>
          {id} {useSaveState(id).kind}
        </button>
      );
    };
    const Whole = (): ReactElement => <p>whole {useSaveState().kind}</p>;
    render(
      <>
        <Row id="a" />
        <Row id="b" />
        <Whole />
      </>,
    );
    act(() => screen.getByText('a idle').click());
    await act(() => world.platform.advance(0));
    expect(screen.getByText('a live')).toBeTruthy();
    expect(screen.getByText('b idle')).toBeTruthy();
    expect(screen.getByText('whole idle')).toBeTruthy();
  });

  it('never give a fresh object for an unchanged member', () => {
    const { holdfast } = createWorld();
    const store = createStore(slice(holdfast));
    const before = store.getState();
    store.setState({ names: ['Mara'] });
    const { names: _, ...after } = store.getState();
    const changed = Object.entries(after).filter(
      ([name, value]) => value !== before[name as keyof typeof before],
    );
    expect(changed).toEqual([]);
  });

  it('send one request for both effects of a component in StrictMode', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer(['Mara']));
    const unfollowed = defineSlice('names', NONE).operations({
      list: { run: list, apply: (_, value) => ({ names: value as string[] }) },
      save,
    });
    const store = createStore(unfollowed(world.holdfast));
    const { useNames, useList, useSave } = hooksOf(store);
    const Loading = (): ReactElement => {
      const { load } = useList();
      const { run } = useSave();
      useEffect(() => {
        void load();
        void run();
      }, [load, run]);
      return <p>{useNames().join()}</p>;
    };
    render(
      <StrictMode>
        <Loading />
      </StrictMode>,
    );
    await act(() => world.platform.advance(0));
    expect(screen.getByText('Mara')).toBeTruthy();
    expect(world.transport.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });

  it('read once for a followed read of a component in StrictMode', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer(['Mara']));
    const store = createStore(slice(world.holdfast));
    const { useNames } = hooksOf(store);
    const Shown = (): ReactElement => <p>{useNames().join()}</p>;
    render(
      <StrictMode>
        <Shown />
      </StrictMode>,
    );
    await act(() => world.platform.advance(0));
    expect(screen.getByText('Mara')).toBeTruthy();
    expect(world.transport.requests).toHaveLength(1);
  });

  it('render the initial data on a server, whatever the store holds by then', () => {
    const store = createStore(slice(createWorld().holdfast));
    const { useNames } = hooksOf(store);
    const Shown = (): ReactElement => <p>{useNames().length}</p>;
    store.setState({ names: ['Mara'] });
    expect(renderToString(<Shown />)).toBe('<p>0</p>');
  });
});

import { defineRead } from '@holdfast/core';
import { createWorld, jsonAnswer, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, screen } from '@testing-library/react';
import { Profiler, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { StatusLine } from '../status/status-line.tsx';
import { useRead } from './use-read.ts';

afterEach(endResilient);

const list = defineRead('note.list', { request: () => ({ path: 'notes' }) });
const kept = defineRead('note.list', {
  request: () => ({ path: 'notes' }),
  staleIfErrorMs: 3_600_000,
});

function Row(): ReactElement {
  const { state } = useRead(list);
  return <li>{String(state.value)}</li>;
}
const rows = (count: number, onRender = (): void => {}): ReactElement[] =>
  Array.from({ length: count }, (_, index) => (
    <Profiler key={index} id="row" onRender={onRender}>
      <Row />
    </Profiler>
  ));
const sent = ({ transport }: ResilientWorld): number => transport.requests.length;

describe('many components with the same read', () => {
  it('make one request, and each renders once for each change', async () => {
    const world = createWorld();
    let renders = 0;
    world.transport.answerWith(() => jsonAnswer('one'));
    const { advance, container } = renderResilient(
      rows(1_000, () => (renders += 1)),
      { world },
    );
    renders = 0;
    await advance(0);
    expect(container.textContent).toBe('one'.repeat(1_000));
    expect(sent(world)).toBe(1);
    expect(renders).toBe(1_000);
  });

  it('read again when one of them appears later, but at most every five seconds', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer('one'));
    const { advance, rerender } = renderResilient(rows(1), { world });
    await advance(4_000);
    rerender(rows(2));
    await advance(0);
    expect(sent(world)).toBe(1);
    await advance(4_000);
    rerender(rows(4));
    await advance(0);
    expect(sent(world)).toBe(2);
  });

  it('share nothing with the components of another runtime', async () => {
    const [one, other] = [createWorld(), createWorld()];
    one.transport.answerWith(() => jsonAnswer('of one'));
    other.transport.answerWith(() => jsonAnswer('of the other'));
    const first = renderResilient(rows(1), { world: one });
    const second = renderResilient(rows(1), { world: other });
    await first.advance(0);
    await second.advance(0);
    expect(screen.getByText('of one')).toBeTruthy();
    expect(screen.getByText('of the other')).toBeTruthy();
  });
});

function List(): ReactElement {
  const { state } = useRead(kept);
  return (
    <>
      <p data-testid="list">{`${state.kind} ${String(state.value)}`}</p>
      <StatusLine state={state} />
    </>
  );
}
const text = (): string | null => screen.getByTestId('list').textContent;

describe('a read behind a server that hangs', () => {
  it('shows the kept answer at once, with its age, and then the answer of the server', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer('yesterday'));
    await world.holdfast.run(kept);
    await world.platform.advance(180_000);
    let answer!: () => void;
    world.transport.answerWith(
      () => new Promise((resolve) => (answer = () => resolve(jsonAnswer('today')))),
    );
    const { advance } = renderResilient(<List />, { world });
    await advance(0);
    expect(text()).toBe('running yesterday');
    expect(screen.getByText('Last updated 3 minutes ago, asking the server…')).toBeTruthy();
    await advance(14_000);
    expect(text()).toBe('running yesterday');
    await act(async () => answer());
    await advance(0);
    expect(text()).toBe('live today');
    expect(sent(world)).toBe(2);
  });
});

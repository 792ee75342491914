import { defineRead, type StandardSchema } from '@holdfast/core';
import { createWorld, jsonAnswer, type ResilientWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import { useEffect, useState, type ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useRead } from './use-read.ts';

afterEach(endResilient);

const anything: StandardSchema = {
  '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value }) },
};
const list = defineRead('list', {
  input: anything,
  request: (input) => ({ path: `at/${String((input as { at: unknown }).at)}` }),
});
const shown: { show: (at: unknown) => void } = { show: () => {} };

function List({ first }: { readonly first: unknown }): ReactElement {
  const [at, setAt] = useState({ value: first });
  useEffect(() => void (shown.show = (value) => setAt({ value })));
  const { state } = useRead(list, { at: at.value });
  const failure = 'failure' in state ? state.failure?.code : undefined;
  return <p data-testid="list">{`${state.kind} ${String(state.value)} ${failure}`}</p>;
}
const text = (): string | null => screen.getByTestId('list').textContent;

function setUp(): ResilientWorld {
  const world = createWorld();
  world.transport.answerWith(({ url }) => jsonAnswer(url.slice(4)));
  return world;
}

describe('the input of a read on the screen', () => {
  it.each<[string, unknown, unknown]>([
    ['dates', new Date('2026-01-01'), new Date('2026-02-01')],
    ['maps', new Map([['month', 1]]), new Map([['month', 2]])],
    ['big numbers', 1n, 2n],
    ['numbers that JSON lacks', Number.NaN, Infinity],
  ])('differs for other %s', async (_title, january, february) => {
    const world = setUp();
    const { advance } = renderResilient(<List first={january} />, { world });
    await advance(0);
    expect(text()).toMatch(/^live/);
    shown.show(february);
    await advance(0);
    expect(world.transport.requests).toHaveLength(2);
    expect(text()).toMatch(/^live/);
  });

  it('is refused by name when it cannot be compared, and is never sent', async () => {
    const world = setUp();
    const { advance } = renderResilient(<List first={() => 1} />, { world });
    await advance(0);
    expect(text()).toBe('failed undefined INPUT_INVALID');
    // A new function in each render must not render for ever.
    shown.show(new WeakMap());
    await advance(0);
    expect(text()).toBe('failed undefined INPUT_INVALID');
    shown.show('plain');
    await advance(0);
    expect(text()).toMatch(/^live/);
    expect(world.transport.requests).toHaveLength(1);
  });
});

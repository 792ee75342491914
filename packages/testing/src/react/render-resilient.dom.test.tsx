import { defineRead } from '@holdfast/core';
import { ErrorBoundary, useConnectivity, useRead } from '@holdfast/react';
import { absurdlyTaken, createWorld, jsonAnswer, optionRow } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import { useLayoutEffect, useRef, type ReactElement } from 'react';
import { describe, expect, it } from 'vitest';

const read = defineRead('greeting', { request: () => ({ path: 'greeting' }) });

function Greeting(): ReactElement {
  return (
    <p>
      {String(useRead(read).state.value)} {useConnectivity()}
    </p>
  );
}
function Broken(): ReactElement {
  throw new Error('on purpose');
}
function Leaving(): null {
  const mounts = useRef(0);
  useLayoutEffect(() => {
    mounts.current += 1;
    return () => {
      // StrictMode takes the first mount back at once.
      if (mounts.current > 1) throw new Error('on leaving');
    };
  }, []);
  return null;
}
// Two children under one key: React complains on the console.
const twins = [<i key="twin" />, <i key="twin" />];

describe('rendering in a test', () => {
  it('gives the components a runtime on ports of the test', async () => {
    const world = createWorld();
    world.transport.answerWith(() => jsonAnswer('hello'));
    const { advance } = renderResilient(<Greeting />, { world });
    await advance(0);
    expect(screen.getByText('hello online')).toBeTruthy();
    endResilient();
    expect(screen.queryByText('hello online')).toBeNull();
  });

  it('takes an error that a boundary catches as expected', () => {
    const { caught } = renderResilient(
      <ErrorBoundary name="Part" fallback={null}>
        <Broken />
      </ErrorBoundary>,
    );
    expect(caught).toEqual([new Error('on purpose')]);
    endResilient();
  });

  it('fails when a component wrote to the console and the test did not take it', () => {
    renderResilient(<div>{twins}</div>);
    expect(endResilient).toThrow(/Unexpected console output:\n.*same key/);
    expect(endResilient).not.toThrow();
  });

  it('lets a test take the errors that it expects', () => {
    const { takeOutput } = renderResilient(<div>{twins}</div>);
    expect(takeOutput().join()).toContain('same key');
    expect(endResilient).not.toThrow();
  });

  it('gives the console back, also when a component throws while it leaves the page', () => {
    const { error, warn } = console;
    renderResilient(<Leaving />, { handlers: 'none' });
    expect(endResilient).toThrow('on leaving');
    expect([console.error, console.warn]).toEqual([error, warn]);
    expect(endResilient).not.toThrow();
  });
});

it('refuses absurd options before it renders', async () => {
  const row = optionRow(
    (options: Parameters<typeof renderResilient>[1] & {}) => renderResilient(null, options),
    {
      ...{ world: createWorld(), holdfast: createWorld().holdfast, messages: {}, mode: 'plain' },
      handlers: 'none',
    },
  );
  expect(await absurdlyTaken(row)).toEqual([]);
});

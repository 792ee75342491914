import { act, cleanup, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { selectorsOf } from './selectors-of.ts';

afterEach(cleanup);

describe('selectors', () => {
  it('give a hook for each member, which renders only for a change of that member', () => {
    const store = createStore(() => ({ name: 'Ada', count: 1 }));
    const { useName, useCount } = selectorsOf(store);
    let renders = 0;
    const Name = (): ReactElement => {
      renders += 1;
      return <p>{useName()}</p>;
    };
    const Count = (): ReactElement => <p>{useCount()}</p>;
    render(
      <>
        <Name />
        <Count />
      </>,
    );
    act(() => store.setState({ count: 2 }));
    expect(screen.getByText('2')).toBeTruthy();
    expect(renders).toBe(1);
    act(() => store.setState({ name: 'Grace' }));
    expect(screen.getByText('Grace')).toBeTruthy();
  });
});

import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useOpened } from './use-opened.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Asked {
  readonly id: string;
  readonly there?: Named | undefined;
}

const show = (first: Asked) =>
  renderHook(({ id, there }: Asked) => useOpened(id, there), { initialProps: first });

it('a sheet whose character another tab deletes stays, with its last state', () => {
  const { result, rerender } = show({ id: 'a', there: { id: 'a', name: 'Mara' } });
  rerender({ id: 'a', there: { id: 'a', name: 'Mara Vance' } });
  rerender({ id: 'a' });
  expect(result.current).toEqual({ id: 'a', name: 'Mara Vance' });
  rerender({ id: 'a', there: { id: 'a', name: 'Mara, back again' } });
  expect(result.current?.name).toBe('Mara, back again');
});

it('a sheet opened for a character that is gone already is none, also after another one', () => {
  const { result, rerender } = show({ id: 'a' });
  expect(result.current).toBeUndefined();
  rerender({ id: 'b', there: { id: 'b', name: 'Tom' } });
  rerender({ id: 'a' });
  expect(result.current).toBeUndefined();
});

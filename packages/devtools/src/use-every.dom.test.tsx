import { createVirtualPlatform } from '@holdfast/testing';
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useEvery } from './use-every.ts';

afterEach(cleanup);

function follow(first: string) {
  const platform = createVirtualPlatform();
  const { result, rerender, unmount } = renderHook(
    ({ value }) => useEvery(value, 5_000, platform),
    {
      initialProps: { value: first },
    },
  );
  return {
    ...{ result, unmount },
    give: (value: string) => rerender({ value }),
    pass: (ms: number) => act(() => platform.advance(ms)),
  };
}

it('a value is shown at once, and a later one when its time is over, however many came between', async () => {
  const { result, give, pass } = follow('a');
  expect(result.current).toBe('a');
  give('b');
  await pass(3_000);
  give('c');
  await pass(1_999);
  expect(result.current).toBe('a');
  await pass(1);
  expect(result.current).toBe('c');
});

it('a value that changes without a pause is never older than the time', async () => {
  const { result, give, pass } = follow('0');
  for (let second = 1; second <= 60; second += 1) {
    give(String(second));
    await pass(1_000);
    expect(second - Number(result.current)).toBeLessThanOrEqual(5);
  }
});

it('a host without a platform shows each value at once', () => {
  const { result, rerender } = renderHook(({ value }) => useEvery(value, 5_000, undefined), {
    initialProps: { value: 'a' },
  });
  rerender({ value: 'b' });
  expect(result.current).toBe('b');
});

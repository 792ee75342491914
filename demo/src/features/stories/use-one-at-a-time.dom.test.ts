import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useOneAtATime } from './use-one-at-a-time.ts';

it.each(['is done', 'has failed'])(
  'a second press does nothing until the first %s',
  async (how) => {
    const { result } = renderHook(() => useOneAtATime());
    const started: string[] = [];
    const first = Promise.withResolvers<void>();
    const press = (name: string): void =>
      result.current(() => {
        started.push(name);
        return first.promise;
      });
    press('first');
    press('second');
    expect(started).toEqual(['first']);
    if (how === 'is done') first.resolve();
    else first.reject(new Error('no room'));
    await first.promise.catch(() => {});
    await Promise.resolve();
    press('third');
    expect(started).toEqual(['first', 'third']);
  },
);

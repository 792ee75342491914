import type { Transport } from '@holdfast/core';
import { expect, it } from 'vitest';
import { asks, withCountedAsks } from './asks.ts';

const ADDRESS = 'https://fireside.test/api/session';

it('counts a request until it has its answer, also where it fails', async () => {
  const ends: ((how: 'answer' | 'failure') => void)[] = [];
  const send: Transport['send'] = () =>
    new Promise((resolve, reject) => {
      ends.push((how) =>
        how === 'answer'
          ? resolve({
              url: ADDRESS,
              status: 204,
              headers: {},
              redirected: false,
              body: new Uint8Array(),
            })
          : reject(new Error('cut')),
      );
    });
  const transport = withCountedAsks({ send });
  const request = { method: 'GET', url: ADDRESS, headers: {}, body: null } as const;
  const signal = new AbortController().signal;
  const first = transport.send(request, { signal });
  const second = transport.send(request, { signal });
  expect(asks.getSnapshot()).toBe(2);
  ends[0]?.('answer');
  await first;
  expect(asks.getSnapshot()).toBe(1);
  ends[1]?.('failure');
  await expect(second).rejects.toThrow('cut');
  expect(asks.getSnapshot()).toBe(0);
});

import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createHints, type HintTime } from './hints.ts';

function hinting() {
  const platform = createVirtualPlatform();
  const posted: unknown[] = [];
  const channel = {
    post: (message: unknown) => void posted.push(message),
    subscribe: () => () => {},
    dispose() {},
  };
  const hints = createHints(channel, platform, 100);
  const post = (seq: number, when?: HintTime): void => hints.post([{ id: `e${seq}` }], when);
  return { platform, posted, post };
}

it('a hint goes to the other tabs at once, and then one hint for all changes within the gap', async () => {
  const { platform, posted, post } = hinting();
  post(1);
  expect(posted).toHaveLength(1);
  post(2);
  post(3);
  await platform.advance(99);
  expect(posted).toHaveLength(1);
  await platform.advance(1);
  expect(posted.at(-1)).toEqual({ ids: ['e2', 'e3'] });
  post(4);
  expect(posted).toHaveLength(2);
  await platform.advance(200);
  expect(posted).toHaveLength(3);
  post(5);
  expect(posted).toHaveLength(4);
});

it('a hint goes to the other tabs at the next change when the host has lost its timers', async () => {
  const { platform, posted, post } = hinting();
  post(1);
  post(2);
  platform.loseTimers();
  await platform.advance(101);
  post(3);
  expect(posted.at(-1)).toEqual({ ids: ['e2', 'e3'] });
});

it('an urgent hint goes to the other tabs at once, because this tab may die within the gap', () => {
  const { posted, post } = hinting();
  post(1);
  post(2);
  post(3, 'now');
  expect(posted).toEqual([{ ids: ['e1'] }, { ids: ['e2', 'e3'] }]);
});

it('a held hint goes to the other tabs with the next one', () => {
  const { posted, post } = hinting();
  post(1, 'held');
  expect(posted).toEqual([]);
  post(2);
  expect(posted).toEqual([{ ids: ['e1', 'e2'] }]);
});

import { memoryTabs } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { removalNews } from './removal-news.ts';

it('a tab hears of the removal of its draft in another tab, until it stops', async () => {
  const tabs = memoryTabs();
  const [mine, other] = [tabs.open().channel, tabs.open().channel];
  const news = removalNews(() => mine);
  const heard: number[] = [];
  const stop = news.on('mira', 'a', (revision) => heard.push(revision));
  const told = removalNews(() => other);
  told.tell('mira', 'a', 3);
  told.tell('mira', 'b', 4);
  told.tell('noor', 'a', 5);
  for (const strange of [null, 'mira', { owner: 'mira', key: 'a', revision: 'x' }]) {
    other.post(strange);
  }
  await expect.poll(() => heard).toEqual([3]);
  stop();
  told.tell('mira', 'a', 6);
  told.dispose();
  news.dispose();
  expect(heard).toEqual([3]);
});

it('a page without a channel tells nothing, hears nothing, and goes on', () => {
  const news = removalNews(() => undefined);
  const stop = news.on('mira', 'a', () => {});
  news.tell('mira', 'a', 3);
  stop();
  news.dispose();
});

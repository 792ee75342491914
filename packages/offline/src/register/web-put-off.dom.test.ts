import { beforeEach, expect, it } from 'vitest';
import { webPutOff } from './web-put-off.ts';

const KEY = 'holdfast.update-later';
beforeEach(() => localStorage.clear());

/** The event that the browser sends to a tab when another tab has written. */
const written = (until: number): void => {
  localStorage.setItem(KEY, String(until));
  dispatchEvent(new StorageEvent('storage', { key: KEY }));
};

it('"later" of one tab is known in a tab that is opened after it', () => {
  expect(webPutOff().getSnapshot()).toBe(0);
  webPutOff().set(7_000);
  expect(webPutOff().getSnapshot()).toBe(7_000);
});

it('a tab with a listener hears of "later" in another tab', () => {
  const putOff = webPutOff();
  const heard: number[] = [];
  const listen = () => putOff.subscribe(() => heard.push(putOff.getSnapshot()));
  const [stopFirst, stopLast] = [listen(), listen()];
  written(7_000);
  expect(heard).toEqual([7_000, 7_000]);
  dispatchEvent(new StorageEvent('storage', { key: 'other' }));
  stopFirst();
  localStorage.clear();
  dispatchEvent(new StorageEvent('storage', { key: null }));
  expect(heard).toEqual([7_000, 7_000, 0]);
  stopLast();
  written(8_000);
  expect(heard).toHaveLength(3);
});

it('a time that this code did not write is none', () => {
  localStorage.setItem(KEY, 'soon');
  expect(webPutOff().getSnapshot()).toBe(0);
});

import { expect, it } from 'vitest';
import { onPageHide } from './dom-page-hide.ts';

const show = (state: string): void => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};

it('calls when the page is hidden and when the user leaves it, until it is undone', () => {
  let calls = 0;
  const undo = onPageHide(() => (calls += 1));
  show('hidden');
  expect(calls).toBe(1);
  show('visible');
  expect(calls).toBe(1);
  window.dispatchEvent(new Event('pagehide'));
  expect(calls).toBe(2);
  undo();
  show('hidden');
  window.dispatchEvent(new Event('pagehide'));
  expect(calls).toBe(2);
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepFocusIn } from './dom-kept-focus.ts';

let stop: (() => void) | undefined;
beforeEach(() => {
  document.body.innerHTML = `
    <h1>The story</h1>
    <section id="chapter"><h2>One</h2><div><button id="tell">Tell</button></div></section>
    <input id="wish" />`;
  stop = keepFocusIn(document);
});
afterEach(() => stop?.());

const at = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
};
const focused = (): string | null | undefined => document.activeElement?.textContent;
const nextFrame = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

it('a pressed button that leaves the page hands the focus to the heading around it', async () => {
  at('tell').focus();
  at('tell').parentElement?.remove();
  await nextFrame();
  expect(focused()).toBe('One');
});

it('the focus of a part that leaves whole goes to the heading of the page', async () => {
  at('tell').focus();
  at('chapter').remove();
  await nextFrame();
  expect(focused()).toBe('The story');
});

it('the focus stays on the element that takes it in place of the button', async () => {
  at('tell').focus();
  at('tell').remove();
  at('wish').focus();
  await nextFrame();
  expect(document.activeElement).toBe(at('wish'));
});

it('a page whose focus was nowhere gets none when it changes', async () => {
  at('tell').focus();
  at('tell').blur();
  at('wish').remove();
  await nextFrame();
  expect(document.activeElement).toBe(document.body);
});

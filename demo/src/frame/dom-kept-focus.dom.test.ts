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

it('the focus goes to what stands in the place of a part, and not to an earlier part of the page', async () => {
  const next = document.createElement('form');
  next.innerHTML = '<button>Tell the next chapter</button>';
  at('chapter').after(next);
  next.querySelector('button')?.focus();
  const second = document.createElement('section');
  second.innerHTML = '<h2>Two</h2>';
  next.replaceWith(second);
  await nextFrame();
  expect(focused()).toBe('Two');
});

it('the focus goes to the heading before the place, also when everything after it is new', async () => {
  const list = document.createElement('section');
  list.innerHTML = `<h2>Rows</h2><p id="first"></p><p><button id="delete">Delete</button></p>
    <p id="last"></p>`;
  at('wish').after(list);
  at('delete').focus();
  at('last').remove();
  at('delete').parentElement?.remove();
  list.append(Object.assign(document.createElement('h3'), { textContent: 'New' }));
  await nextFrame();
  expect(focused()).toBe('Rows');
});

it('a part without a heading keeps the focus of a button that leaves it', async () => {
  at('chapter').dataset['keepsFocus'] = '';
  at('chapter').querySelector('h2')?.remove();
  at('tell').focus();
  at('tell').parentElement?.remove();
  await nextFrame();
  expect(document.activeElement).toBe(at('chapter'));
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

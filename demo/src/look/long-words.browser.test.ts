import { afterEach, expect, it } from 'vitest';
import '../features/stories/stories.css';
import './fireside.css';

const name = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(3);
const page = document.createElement('div');
afterEach(() => page.remove());

it.each([
  ['a line of a stack', `<p>${name}</p>`],
  ['a list of a stack', `<ul class="stack"><li><a href="/">${name}</a></li></ul>`],
  [
    'the cast of a story',
    `<a class="cast-line" href="/"><span></span><span><bdi>${name}</bdi></span></a>`,
  ],
  [
    'a relationship of a story',
    `<div class="story-cast"><section><ul class="stack"><li><span><bdi>${name}</bdi></span></li></ul></section></div>`,
  ],
])('a long name is no wider than a phone as %s', (_, content) => {
  page.className = 'stack';
  page.style.width = '288px';
  page.innerHTML = `<div class="stack-wide">${content}</div>`;
  document.body.append(page);
  const wide = [...page.querySelectorAll('*')].filter(
    (one) => one.getBoundingClientRect().width > 288 || one.scrollWidth > 288,
  );
  expect(wide.map(({ className, tagName }) => `${tagName} ${className}`)).toEqual([]);
});

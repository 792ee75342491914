import { afterEach, expect, it } from 'vitest';
import './fireside.css';

const page = document.createElement('div');
afterEach(() => page.remove());

it('a line of a writer begins where the lines of the page begin, and prose at its own side', () => {
  page.innerHTML = ['story writers-line', 'story']
    .map((look) => `<p class="${look}" dir="auto">حارسة المنارة</p>`)
    .join('');
  document.body.append(page);
  const sides = Array.from(page.children, (line) => {
    const range = document.createRange();
    range.selectNodeContents(line);
    const [text, box] = [range.getBoundingClientRect(), line.getBoundingClientRect()];
    return text.left - box.left < box.right - text.right ? 'left' : 'right';
  });
  expect(sides).toEqual(['left', 'right']);
});

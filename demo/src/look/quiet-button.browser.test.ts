import { afterEach, expect, it } from 'vitest';
import './fireside.css';

const box = document.createElement('div');
afterEach(() => box.remove());

it('every line of a quiet button begins where its first line does', () => {
  box.style.width = '120px';
  box.innerHTML = '<button class="button quiet">Noch einmal versuchen</button>';
  document.body.append(box);
  const text = document.createRange();
  text.selectNodeContents(box.firstElementChild ?? box);
  const starts = [...text.getClientRects()].map(({ left }) => left);
  expect(starts.length).toBeGreaterThan(1);
  expect(new Set(starts).size).toBe(1);
});

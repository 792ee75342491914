import { afterEach, expect, it } from 'vitest';
import './fireside.css';

const page = document.createElement('div');
afterEach(() => page.remove());

it('the choices of a dialog begin where its title does, also when the menu opened it', () => {
  page.className = 'account';
  // A phone shows the panel only while it is open.
  page.dataset['open'] = '';
  page.innerHTML = `
    <div class="account-panel">
      <div class="dialog-page">
        <h2>What should happen to your unsent work?</h2>
        <ul class="dialog-choices"><li><span>Send, then sign out.</span></li></ul>
      </div>
    </div>`;
  document.body.append(page);
  const left = (of: string): number | undefined =>
    page.querySelector(of)?.getBoundingClientRect().left;
  expect(page.querySelector('h2')?.checkVisibility()).toBe(true);
  expect(left('li')).toBe(left('h2'));
});

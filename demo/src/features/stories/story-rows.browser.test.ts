import { expect, it, onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import '../../look/fireside.css';
import './stories.css';

it('on a wide screen a story in the list has its facts in the margin beside its title', async () => {
  const before = { width: innerWidth, height: innerHeight };
  await page.viewport(1280, 800);
  const place = document.body.appendChild(document.createElement('div'));
  onTestFinished(async () => {
    place.remove();
    await page.viewport(before.width, before.height);
  });
  place.className = 'page';
  place.innerHTML = `<ul class="spread"><li class="spread row story-row">
    <div class="story-row-main">Title</div><div class="aside">Facts</div></li></ul>`;
  const [main, aside] = place.querySelectorAll('li > div');
  const end = main?.getBoundingClientRect().right ?? Infinity;
  expect(aside?.getBoundingClientRect().left).toBeGreaterThanOrEqual(end);
});

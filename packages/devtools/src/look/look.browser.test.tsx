import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, it } from 'vitest';
import { BUTTON_CSS } from './button-css.ts';
import { adoptStyles } from './dom-adopt-styles.ts';
import { PANEL_CSS } from './panel-css.ts';
import { Shadow } from './shadow.tsx';

let root: Root | undefined;
const place = document.body.appendChild(document.createElement('div'));
afterEach(() => {
  root?.unmount();
  root = undefined;
});

const host = (): HTMLElement => place.querySelector<HTMLElement>('[data-holdfast-devtools]')!;
const sheets = (): readonly CSSStyleSheet[] => host().shadowRoot?.adoptedStyleSheets ?? [];

async function show(css: string, theme: 'light' | 'dark' = 'light', isFilling = false) {
  root ??= createRoot(place);
  root.render(
    <Shadow {...{ css, theme, isFilling }}>
      <p className="panel">text</p>
    </Shadow>,
  );
  await expect.poll(() => sheets().length).toBe(1);
  return host().shadowRoot!.querySelector<HTMLElement>('.ground')!;
}

it.each([
  ['the button', BUTTON_CSS],
  ['the panel', PANEL_CSS],
])('the browser takes every rule of the look of %s', (_, css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\//g, '');
  let depth = 0;
  let rules = 0;
  for (const letter of plain) {
    if (letter === '{' && depth === 0) rules += 1;
    if (letter === '{') depth += 1;
    if (letter === '}') depth -= 1;
  }
  expect([depth, sheet.cssRules.length]).toEqual([0, rules]);
});

it('shows dark colours in the dark theme and light ones in the light theme', async () => {
  const light = getComputedStyle(await show(BUTTON_CSS, 'light')).color;
  const dark = getComputedStyle(await show(BUTTON_CSS, 'dark'));
  await expect.poll(() => dark.color).not.toBe(light);
  expect([light, dark.color]).toEqual(['rgb(27, 31, 36)', 'rgb(230, 233, 237)']);
});

it('takes a place in the page only where it fills one', async () => {
  await show(BUTTON_CSS);
  expect(getComputedStyle(host()).display).toBe('contents');
  await show(BUTTON_CSS, 'light', true);
  await expect.poll(() => getComputedStyle(host()).display).toBe('block');
});

it('adds a style sheet beside those that are there, and takes away only its own', () => {
  const shadow = document.createElement('div').attachShadow({ mode: 'open' });
  const leaveFirst = adoptStyles(shadow, 'p { color: red }');
  const leaveSecond = adoptStyles(shadow, 'p { color: blue }');
  leaveFirst();
  expect(shadow.adoptedStyleSheets.map(({ cssRules }) => cssRules[0]?.cssText)).toEqual([
    'p { color: blue; }',
  ]);
  leaveSecond();
  expect(shadow.adoptedStyleSheets).toEqual([]);
});

import '@holdfast/react/styles.css';
import '@holdfast/forms/fields.css';
import './gallery.css';
import axe from 'axe-core';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Gallery } from './gallery.tsx';
import { LivePage } from './live/live-page.tsx';
import { startLive } from './live/start-live.ts';

// All states stand on one page, so names come again.
const rules = { region: { enabled: false }, 'landmark-unique': { enabled: false } };
let root: Root | undefined;

afterEach(() => {
  root?.unmount();
  document.body.replaceChildren();
});

async function show(theme: 'light' | 'dark', width: number, language: 'en' | 'de'): Promise<void> {
  await page.viewport(width, 800);
  root = createRoot(document.body.appendChild(document.createElement('div')));
  root.render(<Gallery first={{ only: undefined, theme, language, width: 0, isBare: true }} />);
  await expect
    .poll(() => document.querySelectorAll('[data-ready="true"]').length)
    .toBeGreaterThan(60);
  await expect.poll(() => document.querySelectorAll('[data-ready="false"]').length).toBe(0);
}

it.each([
  ['light', 1280, 'en'],
  ['dark', 320, 'de'],
] as const)(
  'every state can be read, fits and shows its focus in %s, %i pixels wide, in %s',
  async (theme, width, language) => {
    await show(theme, width, language);
    const { violations } = await axe.run(document.body, { rules });
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html]))).toEqual([]);
    const { scrollWidth, clientWidth } = document.documentElement;
    expect(scrollWidth - clientWidth, 'it scrolls sideways').toBe(0);
    // Chromium shows the focus ring after a key.
    await userEvent.keyboard('{Tab}');
    expect(controlsWithoutRing()).toEqual([]);
  },
);

function controlsWithoutRing(): readonly string[] {
  const controls = [...document.querySelectorAll<HTMLElement>('button, summary, .stage a')];
  expect(controls.length).toBeGreaterThan(60);
  const unseen: string[] = [];
  for (const control of controls.filter((one) => one.checkVisibility())) {
    control.focus();
    const { outlineStyle, outlineWidth } = getComputedStyle(control);
    if (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 1) {
      unseen.push(control.outerHTML);
    }
  }
  return unseen;
}

it('breaks the real SDK, and shows that what was written meanwhile is sent', async () => {
  const live = startLive();
  root = createRoot(document.body.appendChild(document.createElement('div')));
  root.render(<LivePage live={live} />);
  await userEvent.click(page.getByRole('radio', { name: 'Offline' }));
  await userEvent.fill(page.getByLabelText('New note'), 'Written in a tunnel');
  await userEvent.click(page.getByRole('button', { name: 'Add', exact: true }));
  await expect.element(page.getByText("You're offline.", { exact: true })).toBeVisible();
  await expect.element(page.getByText('1 change is waiting for a connection')).toBeVisible();
  await userEvent.click(page.getByRole('radio', { name: 'Works' }));
  const banner = page.elementLocator(document.body).getByText('Back online, 1 change sent');
  await expect.element(banner.first()).toBeInTheDocument();
  await expect
    .element(page.getByRole('listitem').getByText('Written in a tunnel'))
    .toBeInTheDocument();
  await live.holdfast.dispose();
});

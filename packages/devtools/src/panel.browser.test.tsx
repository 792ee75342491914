import { TanStackDevtools } from '@tanstack/react-devtools';
import axe from 'axe-core';
import { StrictMode, type ReactElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { HoldfastDevtools } from './holdfast-devtools.tsx';
import { holdfastPlugin } from './holdfast-plugin.tsx';
import { addNote, createTroubledWorld, listNotes } from './panel-stage.contract.ts';
import { TABS } from './panel/tab-ids.ts';

let root: Root | undefined;
const host = document.createElement('div');

/** An app with styles that would change every button of the panel. Its own button must keep its look. */
function AnApp(): ReactElement {
  return (
    <main>
      <style>
        {'button { background: red !important; } * { font-size: 30px; letter-spacing: 3px }'}
      </style>
      <h1>An app</h1>
      <button type="button">Of the app</button>
    </main>
  );
}

beforeAll(() => {
  document.documentElement.lang = 'en';
  document.title = 'An app';
  document.body.append(host);
});
afterEach(() => root?.unmount());

async function show(theme: 'light' | 'dark') {
  const world = createTroubledWorld();
  const faults = {
    getSnapshot: () => state,
    subscribe: () => () => {},
    play() {},
  };
  root = createRoot(host);
  root.render(
    <StrictMode>
      <AnApp />
      <HoldfastDevtools
        {...{ theme, faults }}
        holdfast={world.holdfast}
        operations={[listNotes, addNote]}
      />
    </StrictMode>,
  );
  const read = world.holdfast.run(listNotes);
  const writes = ['a', 'b'].map((text) => world.holdfast.run(addNote, text));
  for (let step = 0; step < 20; step += 1) await world.platform.advance(1_000);
  await Promise.all([read, ...writes]);
  await page.getByRole('button', { name: 'Holdfast' }).click();
  await expect.element(page.getByRole('tablist')).toBeVisible();
  return world;
}

const state = {
  scenario: { seed: 1, steps: [] },
  told: [{ at: 5, request: 'GET /notes', nth: 1, fault: 'offline' }],
  cannot: ['clock'],
};

it.each(['light', 'dark'] as const)('is accessible in every tab in the %s theme', async (theme) => {
  await page.viewport(1280, 800);
  await show(theme);
  for (const tab of TABS) {
    await page.getByRole('tab', { name: tab }).click();
    const { violations } = await axe.run(document);
    expect(violations.map(({ id, nodes }) => [tab, id, nodes[0]?.html])).toEqual([]);
  }
});

it('fits a page that is 320 pixels wide', async () => {
  await page.viewport(320, 640);
  await show('light');
  for (const tab of TABS) {
    await page.getByRole('tab', { name: tab }).click();
    const body = page.getByRole('tabpanel').element();
    expect([tab, body.scrollWidth - body.clientWidth]).toEqual([tab, 0]);
  }
  expect(document.documentElement.scrollWidth).toBe(320);
});

const look = (name: string): string => {
  const { backgroundColor, fontSize } = getComputedStyle(
    page.getByRole('button', { name, exact: true }).element(),
  );
  return `${backgroundColor} ${fontSize}`;
};

it('keeps its look whatever the styles of the app are, and changes nothing of the app', async () => {
  await show('light');
  expect(look('Hold')).toBe('rgb(243, 245, 247) 13px');
  expect(look('Of the app')).toBe('rgb(255, 0, 0) 30px');
});

it('keeps the focus when the row that has it goes', async () => {
  const { outbox } = await show('light');
  await page.getByRole('tab', { name: 'Outbox' }).click();
  const drop = page.getByRole('button', { name: 'Drop note.add' }).first();
  await drop.click();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => outbox.entries.getSnapshot().length).toBe(1);
  const { shadowRoot } = document.querySelector('[data-holdfast-devtools]')!;
  await expect.poll(() => shadowRoot?.activeElement?.getAttribute('role')).toBe('tabpanel');
});

it('changes the rows on the screen at once, and those out of sight within five seconds', async () => {
  const { holdfast, platform } = await show('light');
  await page.getByRole('tab', { name: 'Operations' }).click();
  await page.getByRole('tab', { name: 'Attempts' }).hover();
  const tell = async (name: string): Promise<void> => {
    for (let count = 0; count < 25; count += 1) {
      const told = { type: 'operation.settled', at: platform.now(), operation: name } as const;
      holdfast.sink?.({ ...told, outcome: 'live', durationMs: 1 });
    }
    await platform.advance(1_000);
  };
  const body = page.getByRole('table', { name: 'Ended operations' });
  const rows = (name: string): number =>
    [...body.element().querySelectorAll('tbody tr')].filter((row) => row.textContent.includes(name))
      .length;
  await tell('before');
  await platform.advance(5_000);
  await expect.poll(() => rows('before')).toBe(25);
  await tell('after');
  await expect.poll(() => rows('after')).toBeGreaterThan(2);
  expect(rows('before')).toBeGreaterThan(5);
  await platform.advance(5_000);
  await expect.poll(() => rows('after')).toBe(25);
  await tell('last');
  const bottom = body.element().querySelector('tbody tr:last-child');
  bottom?.scrollIntoView();
  await expect.poll(() => bottom?.textContent).toMatch(/last/);
});

it('is a plugin in the shell of TanStack Devtools', async () => {
  const world = createTroubledWorld();
  root = createRoot(host);
  root.render(
    <TanStackDevtools
      plugins={[{ ...holdfastPlugin({ holdfast: world.holdfast }), defaultOpen: true }]}
      config={{ defaultOpen: true }}
    />,
  );
  await expect.element(page.getByRole('tablist', { name: 'Views' })).toBeVisible();
  const read = world.holdfast.run(listNotes);
  for (let step = 0; step < 20; step += 1) await world.platform.advance(1_000);
  await read;
  await page.getByRole('tab', { name: 'Attempts' }).click();
  await expect.element(page.getByText(/^Retried after/).first()).toBeVisible();
});

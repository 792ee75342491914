import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { fireEvent, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { HoldfastDevtools } from './holdfast-devtools.tsx';
import { holdfastPlugin } from './holdfast-plugin.tsx';

afterEach(endResilient);

const host = (): HTMLElement => document.querySelector<HTMLElement>('[data-holdfast-devtools]')!;
const ground = () => within(host().shadowRoot!.querySelector<HTMLElement>('.ground')!);
const press = (altKey: boolean): void => {
  fireEvent.keyDown(document, { altKey, shiftKey: true, code: 'KeyH' });
};

it('Alt+Shift+H opens the panel and closes it, and no other key does', async () => {
  const world = createWorld();
  renderResilient(<HoldfastDevtools holdfast={world.holdfast} />, { world });
  press(false);
  expect(ground().queryByRole('tablist')).toBeNull();
  press(true);
  expect(await ground().findByRole('tablist')).toBeTruthy();
  press(true);
  expect(ground().queryByRole('tablist')).toBeNull();
  expect(host().shadowRoot?.activeElement).toBe(ground().getByRole('button', { name: 'Holdfast' }));
});

it.each([
  ['light', 'light'],
  ['dark', 'dark'],
  ['sepia', 'system'],
  [undefined, 'system'],
] as const)(
  'a shell in the theme %s shows the panel in the theme %s, without a button of its own',
  async (given, shown) => {
    const { holdfast } = createWorld();
    const { id, name, render } = holdfastPlugin({ holdfast });
    expect([id, name]).toEqual(['holdfast', 'Holdfast']);
    renderResilient(render(document.body, given === undefined ? {} : { theme: given }));
    expect(await ground().findByRole('tablist')).toBeTruthy();
    expect(host().dataset).toMatchObject({ holdfastDevtools: shown, fills: 'true' });
    expect(ground().queryByRole('button', { name: 'Close' })).toBeNull();
  },
);

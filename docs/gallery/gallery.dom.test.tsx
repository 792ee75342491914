import { endResilient } from '@holdfast/testing/react';
import { act, cleanup, render, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, expect, it } from 'vitest';
import { everyComponent } from './every-component.ts';
import { Stage } from './stage.tsx';

afterEach(() => {
  endResilient();
  cleanup();
});

const states = everyComponent.flatMap(({ name, states: all }) =>
  all.map((state) => [name, state.name, state] as const),
);

// A real browser checks colours and drawn text in `gallery.browser.test.tsx`. A state is only a part of a page.
const rules = Object.fromEntries(
  ['color-contrast', 'label-content-name-mismatch', 'region'].map((id) => [id, { enabled: false }]),
);

const CONTROLS = 'a[href], button, input, textarea, summary';

/** Whether Tab stops at a control. Of radio buttons it stops at the chosen one, or else at the first. */
function isStop(control: Element): boolean {
  if (!(control instanceof HTMLInputElement) || control.type !== 'radio') return true;
  const group = [...(control.closest('fieldset')?.querySelectorAll('input') ?? [])];
  return control === (group.find(({ checked }) => checked) ?? group[0]);
}

it.each(states)('%s is accessible: %s', async (_, __, state) => {
  const { container } = render(<Stage state={state} />);
  await waitFor(() => expect(container.querySelector('[data-ready="true"]')).not.toBeNull());
  const { violations } = await axe.run(container, { rules });
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => [id, html]))).toEqual([]);
});

it.each(states)('%s is walked by keyboard, control by control: %s', async (_, __, state) => {
  const { container } = render(<Stage state={state} />);
  await waitFor(() => expect(container.querySelector('[data-ready="true"]')).not.toBeNull());
  // The error summary takes the focus after the form has answered.
  await act(async () => {});
  // The environment knows no folds, so the test unfolds all.
  for (const fold of container.querySelectorAll('details')) fold.open = true;
  const controls = [...container.querySelectorAll(CONTROLS)].filter(isStop);
  const user = userEvent.setup({ delay: null });
  act(() => (document.activeElement as HTMLElement).blur());
  for (const control of controls) {
    await user.tab();
    expect(document.activeElement).toBe(control);
  }
  await user.tab();
  expect(document.activeElement).toBe(document.body);
});

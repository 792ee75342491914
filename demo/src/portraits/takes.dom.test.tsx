import { endResilient, renderResilient } from '@holdfast/testing/react';
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState, type ReactElement } from 'react';
import { afterEach, expect, it } from 'vitest';
import { FiresideContext } from '../fireside/fireside-context.ts';
import type { Fireside } from '../fireside/fireside.ts';
import { Takes } from './takes.tsx';

afterEach(endResilient);

const nothing: readonly unknown[] = [];
const entries = { getSnapshot: () => nothing, subscribe: () => () => {} };
const fireside = { outbox: { entries } } as unknown as Fireside;
const ids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

function Choosing(): ReactElement {
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Takes
      sitter={{ id: 'a', name: 'Ada', look: null } as never}
      {...{ ids, undrawn: new Map(), used: null, chosen }}
      onChoose={setChosen}
    />
  );
}

const chosen = (): number =>
  screen.getAllByRole<HTMLInputElement>('radio').findIndex(({ checked }) => checked);

it('the takes of a portrait are one stop of the tab key, and arrows choose among them', async () => {
  renderResilient(
    <FiresideContext value={fireside}>
      <Choosing />
    </FiresideContext>,
  );
  const user = userEvent.setup();
  await user.tab();
  expect(chosen()).toBe(2);
  await user.keyboard('{ArrowUp}');
  expect(chosen()).toBe(1);
  await user.keyboard('{ArrowUp}');
  expect(chosen()).toBe(0);
  expect(document.activeElement).toBe(screen.getAllByRole('radio')[0]);
  await user.tab();
  expect(document.activeElement).toBe(document.body);
});

import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { HoldfastDevtools } from '../holdfast-devtools.tsx';
import { createRecorder } from '../recording/create-recorder.ts';
import { EMPTY } from '../recording/recording.ts';
import { Panel } from './panel.tsx';

afterEach(endResilient);

const open = (name: string): void => void fireEvent.click(screen.getByRole('tab', { name }));

it('a tab that an event of a strange form breaks leaves the other tabs and the page', async () => {
  const world = createWorld();
  const recorder = createRecorder({ platform: world.platform });
  const { platform } = world;
  const strange = { type: 'circuit.changed', at: platform.now(), incidentId: 7, state: { a: 1 } };
  recorder.sink(strange as never);
  const view = renderResilient(
    <>
      <p>The page</p>
      <Panel source={recorder} holdfast={world.holdfast} />
    </>,
    { world },
  );
  open('Timeline');
  await view.advance(1_000);
  expect(screen.getByText(/This tab of the Holdfast devtools broke/)).toBeDefined();
  expect(screen.getByText('The page')).toBeDefined();
  open('Faults');
  expect(screen.queryByRole('alert')).toBeNull();
  view.takeOutput();
});

it('a panel that breaks as a whole can be closed and opened again, and leaves the page', async () => {
  let isBroken = true;
  const getSnapshot = () => {
    if (isBroken) throw new Error('no session');
    return EMPTY;
  };
  const session = { getSnapshot, subscribe: () => () => {} };
  const view = renderResilient(
    <>
      <p>The page</p>
      <HoldfastDevtools session={session} />
    </>,
  );
  const host = document.querySelector('[data-holdfast-devtools]')!;
  const devtools = within(host.shadowRoot!.querySelector<HTMLElement>('.ground')!);
  const press = (name: string): void =>
    void fireEvent.click(devtools.getByRole('button', { name }));
  press('Holdfast');
  expect(await devtools.findByText(/The panel of the Holdfast devtools broke/)).toBeDefined();
  expect(screen.getByText('The page')).toBeDefined();
  isBroken = false;
  press('Close');
  press('Holdfast');
  expect(await devtools.findByRole('tablist')).toBeDefined();
  view.takeOutput();
});

import { Failure } from '@holdfast/core';
import { STORAGE_QUOTA } from '@holdfast/core/failures';
import { de } from '@holdfast/core/messages/de';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { addEntry, saidIn } from '../activity/memory-entry.contract.ts';
import { Announcer } from '../announcer/announcer.tsx';
import { ConnectivityBanner } from './connectivity-banner.tsx';

afterEach(endResilient);

const page = (
  <>
    <ConnectivityBanner />
    <Announcer />
  </>
);
const said = (): readonly (string | null)[] => saidIn(screen.getAllByRole('status'));
const shown = (): string => document.querySelector('.hf-banner')?.textContent ?? '';

it('says nothing about a connection that flickers for less than two seconds', async () => {
  const { world, advance } = renderResilient(page);
  act(() => world.connectivity.note('device-offline'));
  await advance(1900);
  act(() => world.connectivity.note('answered'));
  await advance(60_000);
  expect(shown()).toBe('');
  expect(said()).toEqual([]);
});

it('says that the user is offline and that the changes are safe, once, politely', async () => {
  const { world, advance } = renderResilient(page);
  act(() => world.connectivity.note('device-offline'));
  await advance(2000);
  const told =
    "You're offline. Your changes are saved on this device. They are sent when it works again.";
  expect(said()).toEqual([told]);
  expect(shown()).toContain("You're offline.");
  expect(saidIn(screen.getAllByRole('alert'))).toEqual([]);
});

it('does not say that changes are safe on a page whose changes the outbox does not take', async () => {
  const { world, advance } = renderResilient(
    <>
      <ConnectivityBanner queues={false} />
      <Announcer />
    </>,
  );
  act(() => world.connectivity.note('device-offline'));
  await advance(2000);
  expect(said()).toEqual(["You're offline."]);
  expect(shown()).toBe("You're offline.");
});

it('never says that it is online over a dead server, although the device has a network', async () => {
  const { world, advance } = renderResilient(page);
  act(() => world.connectivity.note('unanswered'));
  await advance(2000);
  act(() => world.connectivity.note('device-online'));
  await advance(60_000);
  expect(shown()).toContain("The server isn't answering.");
  expect(document.body.textContent).not.toMatch(/online/i);
});

it('says how many changes were sent when it is back, and falls silent after that', async () => {
  const world = createWorld();
  const { advance } = renderResilient(page, { world });
  for (const subject of ['a', 'b', 'c']) await act(() => addEntry(world, subject));
  act(() => world.connectivity.note('device-offline'));
  await advance(2000);
  act(() => world.connectivity.note('answered'));
  await advance(2000);
  expect(shown()).toBe('Back online, sending 3 changes…');
  for (const subject of ['a', 'b']) act(() => world.outbox.apply(subject));
  expect(shown()).toBe('Back online, sending 1 change…');
  act(() => world.outbox.apply('c'));
  expect(shown()).toBe('Back online, 3 changes sent');
  expect(said().slice(1)).toEqual([
    'Back online, sending 3 changes…',
    'Back online, 3 changes sent',
  ]);
  await advance(6000);
  expect(shown()).toBe('');
});

it('says that the changes are not safe when this device stores nothing', async () => {
  const { world, advance } = renderResilient(
    <ConnectivityBanner storage={new Failure(STORAGE_QUOTA)} />,
  );
  act(() => world.connectivity.note('device-offline'));
  await advance(2000);
  expect(shown()).toContain('not saved on this device, so keep this page open');
});

it('says nothing about changes while no user is signed in', async () => {
  const { world, advance } = renderResilient(page);
  act(() => world.identity.set(null));
  act(() => world.connectivity.note('device-offline'));
  await advance(2000);
  expect(shown()).toBe("You're offline.");
});

it('speaks the language of the app', async () => {
  const { world, advance } = renderResilient(page, { messages: de });
  act(() => world.connectivity.note('device-offline'));
  await advance(2000);
  expect(shown()).toContain('Du bist offline.');
});

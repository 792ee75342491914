import { Failure } from '@holdfast/core';
import { CONFLICT } from '@holdfast/core/failures';
import { createWorld } from '@holdfast/testing';
import { endResilient, renderResilient } from '@holdfast/testing/react';
import { act, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { addEntry, saidIn } from '../activity/memory-entry.contract.ts';
import { Announcer } from '../announcer/announcer.tsx';
import { SyncStatus } from './sync-status.tsx';

afterEach(endResilient);

const page = (
  <>
    <SyncStatus>
      <a href="#activity">Show them</a>
    </SyncStatus>
    <Announcer />
  </>
);
const parts = (): readonly (string | null)[] =>
  [...document.querySelectorAll('.hf-sync li')].map(({ textContent }) => textContent);

it('says nothing when everything is sent', () => {
  renderResilient(page);
  expect(document.querySelector('.hf-sync')).toBeNull();
  expect(screen.queryByRole('link')).toBeNull();
});

it('says why the changes wait', async () => {
  const world = createWorld();
  renderResilient(page, { world });
  await act(() => addEntry(world, 'a'));
  expect(parts()).toEqual(['1 change is waiting to be sent']);
  act(() => world.connectivity.note('device-offline'));
  await act(() => addEntry(world, 'b'));
  expect(parts()).toEqual(['2 changes are waiting for a connection']);
  expect(screen.getByRole('link', { name: 'Show them' })).toBeTruthy();
});

it('counts a blocked lane as a whole, and announces only changes that need the user', async () => {
  const world = createWorld();
  renderResilient(page, { world });
  for (const subject of ['head', 'next', 'last']) {
    await act(() => addEntry(world, subject, { lane: 'one' }));
  }
  await act(() => addEntry(world, 'other', { state: { kind: 'sending' } }));
  const failure = new Failure(CONFLICT);
  act(() => world.outbox.set('head', { kind: 'blocked', reason: 'conflict', failure }));
  expect(parts()).toEqual(['1 change needs you', '2 changes wait behind it', 'Sending 1 change…']);
  expect(saidIn(screen.getAllByRole('status'))).toEqual(['1 change needs you']);
});

import { createWorld } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { createOrderSlice } from './order-slice.ts';

it('has the order that the writer chose at the last visit, and a separate order for each other writer', async () => {
  const { holdfast, identity, platform } = createWorld();
  const first = createOrderSlice(holdfast);
  await platform.advance(0);
  first.getState().turnOrder();
  await platform.advance(1_000);
  first.slice.dispose();

  const next = createOrderSlice(holdfast);
  await platform.advance(0);
  expect(next.getState().first).toBe('newest');
  identity.set({ subject: 'ben' });
  await platform.advance(0);
  expect(next.getState().first).toBe('oldest');
  identity.set({ subject: 'mira' });
  await platform.advance(0);
  expect(next.getState().first).toBe('newest');
});

it('takes what the writer chooses before the device has answered', async () => {
  const { holdfast, platform } = createWorld();
  const first = createOrderSlice(holdfast);
  first.getState().turnOrder();
  await platform.advance(1_000);
  expect(first.getState().first).toBe('newest');
  expect(first.slice.persistence.getSnapshot()).toMatchObject({ kind: 'ready', isUnsaved: false });
});

import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { idbSliceStore } from './idb-slice-store.ts';
import { persistSlice } from './persist-slice.ts';

const opened = (request: IDBOpenDBRequest): Promise<IDBDatabase> =>
  new Promise((resolve) => request.addEventListener('success', () => resolve(request.result)));

it('an engine that does not call back is in the status after 10 s, and no change is lost when it works again', async () => {
  const name = `held-${Date.now()}`;
  // A database that waits to be deleted cannot be opened.
  const holder = await opened(indexedDB.open(name, 1));
  const deleting = opened(indexedDB.deleteDatabase(name));

  let fire: (() => void) | undefined;
  const platform = {
    schedule: (delayMs: number, task: () => void) => {
      if (delayMs === 10_000) fire = task;
      return () => {};
    },
  };
  const page = createStore(() => ({ theme: 'light' }));
  const store = idbSliceStore({ name, platform });
  const { status, detach } = persistSlice<{ theme: string }>({ store }).attach({
    name: 'page',
    ...page,
  });
  page.setState({ theme: 'dark' });
  await expect.poll(() => fire).toBeDefined();
  expect(status.getSnapshot()).toMatchObject({ kind: 'hydrating', isUnsaved: true });
  fire?.();
  await expect
    .poll(() => status.getSnapshot())
    .toMatchObject({ kind: 'unavailable', failure: { code: 'STORAGE_FAILED' } });

  holder.close();
  await deleting;
  await status.getSnapshot().flush();
  expect(status.getSnapshot()).toMatchObject({ kind: 'ready', isUnsaved: false });
  expect(await store.load('', 'page')).toMatchObject({ value: { values: { theme: 'dark' } } });
  detach();
});

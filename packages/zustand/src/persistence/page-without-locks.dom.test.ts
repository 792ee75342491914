import { webTabs } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { persistSlice } from './persist-slice.ts';
import { textStorage } from './text-storage.contract.ts';
import { webSliceStore } from './web-slice-store.ts';

// Pages of jsdom are given no locks, as pages that came by plain HTTP are.
it('a slice is kept on a page without locks, and also after its channel was closed', async () => {
  const storage = textStorage();
  const page = createStore(() => ({ theme: 'light' }));
  const part = persistSlice<{ theme: string }>({
    store: webSliceStore({ storage }),
    tabs: webTabs(),
  });
  const { status, detach } = part.attach({ name: 'page', ...page });
  page.setState({ theme: 'dark' });
  await status.getSnapshot().flush();
  expect(status.getSnapshot()).toMatchObject({ kind: 'ready', isUnsaved: false });
  expect([...storage.items.values()].join()).toContain('"theme":"dark"');

  storage.failWrites(new Error('not now'));
  page.setState({ theme: 'sepia' });
  detach();
  storage.failWrites(undefined);
  await status.getSnapshot().flush();
  expect([...storage.items.values()].join()).toContain('"theme":"sepia"');
});

import { webTabs } from '@holdfast/core/parts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { idbSliceStore } from './idb-slice-store.ts';
import { persistSlice } from './persist-slice.ts';
import type { SliceStatus } from './slice-status.ts';
import { webSliceStore } from './web-slice-store.ts';

export interface Page {
  readonly theme: string;
  readonly size: number;
  readonly opened: Date | undefined;
}

export interface PageInTab {
  readonly page: StoreApi<Page>;
  readonly status: () => SliceStatus;
  readonly leave: () => void;
}

/** Opens the slice of a page as a tab does. Each frame imports this file on its own. */
export function openPage(kind: 'idb' | 'web', name: string, owner = 'mira'): PageInTab {
  const page = createStore<Page>()(() => ({ theme: 'light', size: 16, opened: undefined }));
  const store = kind === 'idb' ? idbSliceStore({ name }) : webSliceStore({ name });
  const part = persistSlice<Page>({ store, tabs: webTabs(), throttleMs: 20 });
  const { status, detach } = part.attach({ name: 'page', owner, ...page });
  return { page, status: status.getSnapshot, leave: detach };
}

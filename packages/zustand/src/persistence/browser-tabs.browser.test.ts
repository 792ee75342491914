import { afterEach, describe, expect, it } from 'vitest';
import { openPage, type PageInTab } from './browser-tab.contract.ts';
import { idbSliceStore } from './idb-slice-store.ts';
import { webSliceStore } from './web-slice-store.ts';

type Kind = Parameters<typeof openPage>[0];
let count = 0;
const open: PageInTab[] = [];

/** Another document of this origin, which shares only storage, locks and channels with the test. */
async function otherTab(...args: Parameters<typeof openPage>): Promise<PageInTab> {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const url = new URL('browser-tab.contract.ts', import.meta.url).href;
  const realm = frame.contentWindow as unknown as { eval(code: string): Promise<unknown> };
  const module = (await realm.eval(`import(${JSON.stringify(url)})`)) as {
    readonly openPage: typeof openPage;
  };
  expect(module.openPage).not.toBe(openPage);
  const tab = module.openPage(...args);
  open.push(tab);
  return tab;
}
const thisTab = (...args: Parameters<typeof openPage>): PageInTab => {
  const tab = openPage(...args);
  open.push(tab);
  return tab;
};
const newName = (): string => {
  count += 1;
  return `slices-${Date.now()}-${count}`;
};

afterEach(() => {
  for (const tab of open.splice(0)) tab.leave();
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
});

describe.each<[string, Kind]>([
  ['IndexedDB', 'idb'],
  ['localStorage', 'web'],
])('slices in %s', (_, kind) => {
  it('come back in another tab, apart for each owner', async () => {
    const name = newName();
    const first = thisTab(kind, name);
    first.page.setState({ theme: 'dark' });
    await first.status().flush();
    const next = await otherTab(kind, name);
    await next.status().flush();
    expect(next.page.getState().theme).toBe('dark');
    const foreign = await otherTab(kind, name, 'tom');
    await foreign.status().flush();
    expect(foreign.page.getState().theme).toBe('light');
  });

  it('stay in step over two tabs that write at the same moment', async () => {
    const name = newName();
    const [one, two] = [thisTab(kind, name), await otherTab(kind, name)];
    await one.status().flush();
    await two.status().flush();
    one.page.setState({ theme: 'dark' });
    two.page.setState({ size: 20 });
    const both = { theme: 'dark', size: 20 };
    await expect.poll(() => one.page.getState()).toMatchObject(both);
    await expect.poll(() => two.page.getState()).toMatchObject(both);
    await expect.poll(() => two.status()).toMatchObject({ kind: 'ready', isUnsaved: false });
  });

  it('are on the device when the page is hidden, before any pause is over', async () => {
    const name = newName();
    const { page } = thisTab(kind, name);
    await expect.poll(() => open[0]?.status().kind).toBe('ready');
    page.setState({ theme: 'sepia' });
    window.dispatchEvent(new Event('pagehide'));
    const next = await otherTab(kind, name);
    await next.status().flush();
    expect(next.page.getState().theme).toBe('sepia');
  });

  it('are gone for an owner after a purge', async () => {
    const name = newName();
    const { page, status, leave } = thisTab(kind, name);
    page.setState({ theme: 'dark' });
    await status().flush();
    leave();
    const store = kind === 'idb' ? idbSliceStore({ name }) : webSliceStore({ name });
    const record = await store.load('mira', 'page');
    if (record) await store.quarantine(record, 'invalid');
    expect(await store.aside?.('mira', 'page')).toHaveLength(1);
    await store.purge?.('mira');
    expect(await store.load('mira', 'page')).toBeUndefined();
    expect(await store.aside?.('mira', 'page')).toEqual([]);
  });
});

describe('slices in IndexedDB', () => {
  it('come back with their types', async () => {
    const name = newName();
    const first = thisTab('idb', name);
    const opened = new Date(5);
    first.page.setState({ opened });
    await first.status().flush();
    const next = thisTab('idb', name);
    await next.status().flush();
    expect(next.page.getState().opened).toEqual(opened);
  });

  it('are read and written again after the browser closed the database', async () => {
    const name = newName();
    const first = thisTab('idb', name);
    first.page.setState({ theme: 'dark' });
    await first.status().flush();
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.addEventListener('success', resolve);
      request.addEventListener('error', reject);
    });
    first.page.setState({ size: 20 });
    await first.status().flush();
    expect(first.status()).toMatchObject({ kind: 'ready', isUnsaved: false });
    const next = thisTab('idb', name);
    await next.status().flush();
    expect(next.page.getState()).toMatchObject({ theme: 'dark', size: 20 });
  });

  it('that cannot be stored are in the status, and the slice goes on', async () => {
    const { page, status } = thisTab('idb', newName());
    page.setState({ theme: 'dark', opened: { parse: () => {} } as never });
    await status().flush();
    expect(status()).toMatchObject({
      kind: 'unavailable',
      failure: { code: 'STORAGE_QUERY_FAILED' },
    });
    page.setState({ opened: undefined });
    await status().flush();
    expect(status()).toMatchObject({ kind: 'ready', isUnsaved: false });
  });
});

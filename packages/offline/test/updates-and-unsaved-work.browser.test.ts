import type { UpdateState } from '@holdfast/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Tab } from './open-tab.ts';

type OfferedUpdate = Exclude<UpdateState, { readonly kind: 'current' }>;

const scope = '/packages/offline/test/';

/** What a deployment does: from now on the app's worker is this one. */
async function deploy(version: number): Promise<ServiceWorkerRegistration> {
  const url = `${scope}update-worker.js?version=${version}`;
  document.documentElement.dataset['worker'] = url;
  return navigator.serviceWorker.register(url, { scope });
}

interface OpenTab {
  /** The page that was opened first. */
  readonly tab: Tab;
  /** The page after the tab was reloaded. */
  readonly reloaded: Promise<Tab>;
  /** How many pages there were in this tab. */
  pages(): number;
  close(): void;
}

async function openTab(): Promise<OpenTab> {
  const frame = document.createElement('iframe');
  let pages = 0;
  frame.addEventListener('opened', () => (pages += 1));
  const next = (): Promise<Tab> =>
    new Promise((resolve) => {
      const opened = (event: Event): void => resolve((event as CustomEvent<Tab>).detail);
      frame.addEventListener('opened', opened, { once: true });
    });
  const first = next();
  frame.src = `${scope}page`;
  document.body.append(frame);
  return { tab: await first, reloaded: next(), pages: () => pages, close: () => frame.remove() };
}

/** Waits until the tab stands there, and gives what its user could press. */
function update(
  { worker: { updates } }: Tab,
  kind: OfferedUpdate['kind'],
  isPutOff = false,
): Promise<OfferedUpdate> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = updates.getSnapshot();
      if (state.kind === kind && 'apply' in state && state.isPutOff === isPutOff) resolve(state);
    };
    updates.subscribe(look);
    look();
  });
}

beforeEach(async () => {
  const { installing } = await deploy(1);
  await new Promise<void>((resolve) => {
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'activated') resolve();
    });
  });
});

afterEach(async () => {
  localStorage.removeItem('holdfast.update-later');
  document.querySelectorAll('iframe').forEach((frame) => frame.remove());
  const registration = await navigator.serviceWorker.getRegistration(scope);
  await registration?.unregister();
});

/** Lets the new worker take over at once, as a script of the app or a browser could do. */
async function takeOver(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  registration?.waiting?.postMessage({ type: 'SKIP_WAITING' });
}

it('a take-over reloads the tabs in which nothing is unsaved, and no other', async () => {
  const [mine, idle, busy] = [await openTab(), await openTab(), await openTab()];
  const save = busy.tab.unsavedWork.declare('a note');
  await deploy(2);
  await update(busy.tab, 'waiting');
  await update(mine.tab, 'waiting');
  await takeOver();

  expect((await mine.reloaded).version).toBe('2');
  expect((await idle.reloaded).version).toBe('2');
  const { apply } = await update(busy.tab, 'applied');
  apply();
  // By the time that another page has loaded, a reload of this one would have, too.
  expect((await openTab()).tab.version).toBe('2');
  expect(busy.pages()).toBe(1);
  save();
  apply();
  expect((await busy.reloaded).version).toBe('2');
});

it('an update waits while something is unsaved in the tab that would apply it', async () => {
  const { tab, reloaded } = await openTab();
  const save = tab.unsavedWork.declare('a note');
  await deploy(2);
  const { apply } = await update(tab, 'waiting');
  apply();
  expect((await openTab()).tab.version).toBe('1');
  save();
  apply();
  expect((await reloaded).version).toBe('2');
});

it('an update that the user wants starts in no tab while one has unsaved work, and then in all', async () => {
  const [mine, busy, closed] = [await openTab(), await openTab(), await openTab()];
  const save = busy.tab.unsavedWork.declare('a note');
  closed.tab.unsavedWork.declare('a character');
  await deploy(2);
  (await update(mine.tab, 'waiting')).apply();
  await update(mine.tab, 'asked');
  save();
  // A worker that takes over is in charge of the next page.
  expect((await openTab()).tab.version).toBe('1');
  // The unsaved work of a tab that is closed is gone.
  closed.close();
  expect((await mine.reloaded).version).toBe('2');
  expect((await busy.reloaded).version).toBe('2');
});

it('an update starts only after the burst that is under way', async () => {
  const { tab, reloaded, pages } = await openTab();
  let end!: () => void;
  const burst = new Promise<void>((resolve) => (end = resolve));
  await new Promise<void>((begun) => {
    void navigator.locks.request('holdfast-outbox:drain', () => {
      begun();
      return burst;
    });
  });
  await deploy(2);
  (await update(tab, 'waiting')).apply();
  expect((await openTab()).tab.version).toBe('1');
  expect(pages()).toBe(1);
  end();
  expect((await reloaded).version).toBe('2');
});

it('"later" holds in every tab and in tabs that are opened later, until the next version', async () => {
  const [mine, other] = [await openTab(), await openTab()];
  await deploy(2);
  await update(other.tab, 'waiting');
  (await update(mine.tab, 'waiting')).later();
  expect((await update(other.tab, 'waiting', true)).isPutOff).toBe(true);
  const next = await openTab();
  expect((await update(next.tab, 'waiting', true)).isPutOff).toBe(true);
  next.close();

  await deploy(3);
  for (const { tab } of [mine, other]) {
    expect((await update(tab, 'waiting', false)).isPutOff).toBe(false);
  }
});

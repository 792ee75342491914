import type { UpdateState } from '@holdfast/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Tab } from './open-tab.ts';

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
  return { tab: await first, reloaded: next(), pages: () => pages };
}

/** Waits until the tab stands there, and gives what its user could press. */
function update(
  { worker: { updates } }: Tab,
  kind: Exclude<UpdateState['kind'], 'current'>,
): Promise<() => void> {
  return new Promise((resolve) => {
    const look = (): void => {
      const state = updates.getSnapshot();
      if (state.kind === kind && 'apply' in state) resolve(state.apply);
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
  document.querySelectorAll('iframe').forEach((frame) => frame.remove());
  const registration = await navigator.serviceWorker.getRegistration(scope);
  await registration?.unregister();
});

it('an update reloads the tabs in which nothing is unsaved, and no other', async () => {
  const [mine, idle, busy] = [await openTab(), await openTab(), await openTab()];
  const save = busy.tab.unsavedWork.declare('a note');
  await deploy(2);
  await update(busy.tab, 'waiting');
  (await update(mine.tab, 'waiting'))();

  expect((await mine.reloaded).version).toBe('2');
  expect((await idle.reloaded).version).toBe('2');
  const apply = await update(busy.tab, 'applied');
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
  const apply = await update(tab, 'waiting');
  apply();
  expect((await openTab()).tab.version).toBe('1');
  save();
  apply();
  expect((await reloaded).version).toBe('2');
});

import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it, onTestFinished } from 'vitest';
import { webQuietTabs } from './web-quiet-tabs.ts';

let stages = 0;
/** Two tabs of one app. Each test has an outbox of its own. */
function twoTabs() {
  const outbox = `quiet-${(stages += 1)}-${Math.random().toString(36).slice(2)}`;
  const platform = createVirtualPlatform();
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const [mine, other] = [webQuietTabs(outbox, platform), webQuietTabs(outbox, platform)];
  /** Resolves when the work begins. Tabs and bursts stay quiet until the work ends. */
  const quiet = (what: 'tabs' | 'sends', work = (): Promise<void> => Promise.resolve()) =>
    new Promise<void>((resolve) =>
      mine.whenQuiet(
        what,
        () => {
          resolve();
          return work();
        },
        leaving.signal,
      ),
    );
  /** The lock of a burst, until the returned function is called. */
  const send = (): Promise<() => void> =>
    new Promise((resolve) => {
      void navigator.locks.request(
        `${outbox}:drain`,
        () => new Promise<void>((end) => resolve(end)),
      );
    });
  return { ...{ outbox, platform, leaving, mine, other, quiet, send } };
}
const isPending = async (promise: Promise<unknown>): Promise<boolean> => {
  const later = new Promise((resolve) => setTimeout(() => resolve('pending'), 20));
  return (await Promise.race([promise, later])) === 'pending';
};

it('an update waits until no other tab has unsaved work and no burst is under way', async () => {
  const { other, quiet, send } = twoTabs();
  const save = other.hold();
  const end = await send();
  const begun = quiet('tabs');
  save();
  expect(await isPending(begun)).toBe(true);
  end();
  await begun;
});

it('an update waits for a tab whose unsaved work began after the update began to wait', async () => {
  const { outbox, other, quiet } = twoTabs();
  const save = other.hold();
  const begun = quiet('tabs');
  // This tab stands in line behind the update, which waits for the first tab.
  const late = other.hold();
  save();
  expect(await isPending(begun)).toBe(true);
  const { held = [] } = await navigator.locks.query();
  expect(held.filter(({ name }) => name === `${outbox}:unsaved`)).toMatchObject([
    { mode: 'shared' },
  ]);
  late();
  await begun;
});

it('a reload waits for the burst that is under way, but not for unsaved work of other tabs', async () => {
  const { other, quiet, send } = twoTabs();
  other.hold();
  const end = await send();
  const begun = quiet('sends');
  expect(await isPending(begun)).toBe(true);
  end();
  await begun;
});

it('a reload waits no longer than a send may last, because the burst of a frozen tab does not end', async () => {
  const { platform, quiet, send } = twoTabs();
  await send();
  const begun = quiet('sends');
  await platform.advance(44_999);
  expect(await isPending(begun)).toBe(true);
  await platform.advance(1);
  await begun;
});

it('a tab that no longer waits does nothing when the others are quiet', async () => {
  for (const what of ['tabs', 'sends'] as const) {
    const { leaving, quiet, send } = twoTabs();
    const end = await send();
    const begun = quiet(what);
    leaving.abort();
    end();
    expect(await isPending(begun)).toBe(true);
  }
});

import type { BrowserContext, Page, Worker } from '@playwright/test';
import type { Fireside } from './harness/fireside.ts';
import { lockIdOf, lockLine } from './harness/lock-line.ts';
import { seedCharacters } from './harness/seed.ts';
import { expect, test } from './harness/test.ts';
import {
  addNote,
  ann,
  characterRow,
  notes,
  openCharacter,
  signUp,
  untilAtHand,
  untilInstalled,
} from './harness/writer.ts';

// The longest of these tests takes a minute on a quiet machine.
test.slow();

const cast = ['Mara', 'Teo', 'Ines', 'Bo', 'Ugo'];
const drainLock = 'holdfast-outbox:drain';
const noteSends = { method: 'POST', path: /\/notes$/ };

test('twenty notes on five characters, while all three want to send', async ({
  page,
  context,
  fireside,
}) => {
  const { line, database } = fireside;
  const second = await openTwice(page, context, cast);
  const worker = await workerOf(page, context);
  const ids = {
    first: await lockIdOf(page),
    second: await lockIdOf(second),
    worker: await lockIdOf(worker),
  };

  await context.setOffline(true);
  for (const [index, name] of cast.entries()) {
    // Never both on one character at once: the tabs of a writer share their drafts.
    const other = cast[(index + 2) % cast.length] ?? '';
    await Promise.all([write(page, 'first', [name]), write(second, 'second', [other])]);
  }
  const order = await orderSeenBy(second, cast);
  expect(order.flatMap(([, texts]) => texts)).toHaveLength(20);
  expect(database.notes()).toEqual([]);

  line.holdRequests(noteSends);
  await context.setOffline(false);
  await line.sent(noteSends, 4);
  // The network woke the tabs, and the browser's background sync woke the worker: one of them has the lock.
  await expect
    .poll(async () => {
      const { holder, waiting } = await lockLine(page, drainLock);
      return new Set([holder, ...waiting]);
    })
    .toEqual(new Set(Object.values(ids)));
  expect(database.notes()).toEqual([]);

  line.release();
  // Twenty sends through three contexts take their time on a busy machine.
  await expect.poll(() => database.notes().length, { timeout: 35_000 }).toBe(20);
  await expect(page.getByText('Nothing is waiting.')).toBeHidden();
  expectOneEffectEach(fireside, order);
});

test.describe('without a worker', () => {
  test.use({ serviceWorkers: 'block' });

  test('the sending tab is closed in the middle, and the other takes over', async ({
    page,
    context,
    fireside,
  }) => {
    const { line, database } = fireside;
    const names = cast.slice(0, 2);
    const second = await openTwice(page, context, names);
    await untilAtHand(page);
    await untilAtHand(second);
    const ids = new Map([
      [await lockIdOf(page), page],
      [await lockIdOf(second), second],
    ]);

    await line.refuse();
    await write(page, 'first', names);
    await write(second, 'second', names.slice(0, 1));
    const order = await orderSeenBy(second, names);

    line.holdRequests(noteSends);
    await line.restore();
    await line.sent(noteSends, names.length);
    const sending = ids.get((await lockLine(page, drainLock)).holder);
    if (!sending) throw new Error('No tab is sending.');
    const closed = new Promise<void>((resolve, reject) => {
      line.dropAnswers({
        match: noteSends,
        times: 1,
        onDropped: () => sending.close().then(resolve, reject),
      });
    });
    line.release();
    await closed;

    await expect.poll(() => database.notes().length, { timeout: 35_000 }).toBe(6);
    expectOneEffectEach(fireside, order);
    expect(line.sends(noteSends).length).toBeGreaterThan(6);
  });
});

test('composition root of the worker: the only tab is closed while the line comes back, and the worker sends the rest', async ({
  page,
  context,
  fireside,
}) => {
  const { line, database } = fireside;
  const names = cast.slice(0, 3);
  await openOnce(page, names);
  const worker = await workerOf(page, context);

  await line.refuse();
  await write(page, 'only', names);
  const order = await orderSeenBy(page, names);

  line.holdRequests(noteSends);
  await line.restore();
  await line.sent(noteSends, names.length);
  const byTab = line.sends(noteSends).length;
  const closed = new Promise<void>((resolve, reject) => {
    line.dropAnswers({
      match: noteSends,
      times: 1,
      onDropped: () => page.close().then(resolve, reject),
    });
  });
  line.release();
  await closed;

  await expect.poll(() => database.notes().length).toBe(6);
  expectOneEffectEach(fireside, order);
  const afterwards = line.sends(noteSends).slice(byTab);
  expect(afterwards.map(({ headers }) => headers['referer'])).toContain(worker.url());
});

/** A tab of a writer with these characters. */
async function openOnce(page: Page, names: readonly string[]): Promise<void> {
  await signUp(page, ann);
  await seedCharacters(page.request, names);
  await page.goto('/characters');
  for (const name of names) await expect(characterRow(page, name)).toBeVisible();
}

/** The same tab and a second one. */
async function openTwice(
  page: Page,
  context: BrowserContext,
  names: readonly string[],
): Promise<Page> {
  await openOnce(page, names);
  const second = await context.newPage();
  await second.goto('/characters');
  for (const name of names) await expect(characterRow(second, name)).toBeVisible();
  return second;
}

async function workerOf(page: Page, context: BrowserContext): Promise<Worker> {
  await untilInstalled(page);
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error('There is no worker.');
  return worker;
}

/** Two notes on each character. */
async function write(page: Page, tab: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await openCharacter(page, name);
    for (const which of ['one', 'two']) await addNote(page, `${name}: ${tab} tab, note ${which}.`);
  }
}

/** The notes of each character in the order in which the writer sees them. */
async function orderSeenBy(
  page: Page,
  names: readonly string[],
): Promise<readonly (readonly [name: string, texts: readonly string[]])[]> {
  const order: [string, string[]][] = [];
  for (const name of names) {
    await openCharacter(page, name);
    order.push([name, await notes(page).getByText(`${name}: `).allTextContents()]);
  }
  return order;
}

/**
 * Reads effects from the database and sends from the line: one more send is allowed, one more effect is not.
 */
function expectOneEffectEach(
  { line, database }: Fireside,
  order: Awaited<ReturnType<typeof orderSeenBy>>,
): void {
  for (const [name, texts] of order) expect(database.textsOn(name)).toEqual(texts);
  const keys = line.sends(noteSends).map(({ key }) => key);
  const written = order.flatMap(([, texts]) => texts).length;
  expect(new Set(keys).size).toBe(written);
  expect(keys.length).toBeGreaterThanOrEqual(written);
  expect(database.answeredKeys()).toEqual(expect.arrayContaining([...new Set(keys)]));
}

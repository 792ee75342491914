import { expect, test } from './harness/test.ts';
import { firstTab, keepSession } from './harness/kept-session.ts';
import { addNote, ann, notes, openCharacter } from './harness/writer.ts';

const noteSends = { method: 'POST', path: /\/notes$/ };

test('while entries wait', async ({ mortalBrowser, fireside }) => {
  await keepSession(mortalBrowser, ann, ['Mara', 'Teo']);
  await fireside.stop();
  const written: string[] = [];

  for (const life of [1, 2, 3]) {
    const page = firstTab(await mortalBrowser.launch());
    await page.goto('/characters');
    for (const name of ['Mara', 'Teo']) {
      await openCharacter(page, name);
      const kept = written.filter((text) => text.startsWith(name));
      await expect(notes(page)).toContainText(kept);
      for (const text of [`${name}, life ${life}, one.`, `${name}, life ${life}, two.`]) {
        await addNote(page, text);
        written.push(text);
      }
    }
    // The page shows the last note as kept; the test waits for nothing else.
    await mortalBrowser.kill();
  }
  expect(written).toHaveLength(12);
  expect(fireside.database.notes()).toEqual([]);

  await fireside.start();
  const page = firstTab(await mortalBrowser.launch());
  const { database } = fireside;
  await page.goto('/activity');
  await expect(page.getByText('Nothing is waiting.')).toBeVisible();
  expect(database.textsOn('Mara')).toEqual(written.filter((text) => text.startsWith('Mara')));
  expect(database.textsOn('Teo')).toEqual(written.filter((text) => text.startsWith('Teo')));
});

test('while entries are being sent', async ({ mortalBrowser, fireside }) => {
  const { line, database } = fireside;
  await keepSession(mortalBrowser, ann, ['Mara', 'Teo']);
  const texts = ['one.', 'two.', 'three.', 'four.', 'five.'];
  await line.refuse();
  const page = firstTab(await mortalBrowser.launch());
  await page.goto('/characters');
  for (const name of ['Mara', 'Teo']) {
    await openCharacter(page, name);
    for (const text of texts) await addNote(page, `${name} ${text}`);
  }
  await mortalBrowser.kill();
  await line.restore();

  // The test kills the browser while its requests have left it and have not reached the server.
  line.holdRequests(noteSends);
  await firstTab(await mortalBrowser.launch()).goto('/characters');
  await line.sent(noteSends, 2);
  await mortalBrowser.kill();
  line.release();
  expect(database.notes()).toEqual([]);

  // The test kills the browser three times while the server has done a write and the browser has no answer.
  for (let kills = 0; kills < 3; kills += 1) {
    const tab = firstTab(await mortalBrowser.launch());
    const killed = new Promise<void>((resolve, reject) => {
      line.dropAnswers({
        match: noteSends,
        times: 1,
        onDropped: () => mortalBrowser.kill().then(resolve, reject),
      });
    });
    await tab.goto('/characters').catch(() => {});
    await killed;
    expect(database.notes()).not.toEqual([]);
  }

  await firstTab(await mortalBrowser.launch()).goto('/characters');
  await expect.poll(() => database.notes().length).toBe(10);
  expect(database.textsOn('Mara')).toEqual(texts.map((text) => `Mara ${text}`));
  expect(database.textsOn('Teo')).toEqual(texts.map((text) => `Teo ${text}`));

  const keys = line.sends(noteSends).map(({ key }) => key);
  expect(new Set(keys).size).toBe(10);
  expect(keys.length).toBeGreaterThan(10);
});

import { expect, test } from './harness/test.ts';
import { seedCharacter } from './harness/seed.ts';
import { addNote, ann, notes, openCharacter, signUp } from './harness/writer.ts';

// The test answers in place of the server, which a worker would not let it do.
test.use({ serviceWorkers: 'block' });

test('a queued note that the server refuses after the page said "saved on this device" reaches the reports', async ({
  page,
  fireside,
}) => {
  await signUp(page, ann);
  await seedCharacter(page.request, 'Mara');
  await page.goto('/characters');
  await openCharacter(page, 'Mara');

  await fireside.line.refuse();
  await addNote(page, 'She counts the stairs.');
  await expect(notes(page)).toContainText('Saved on this device');

  const report = page.waitForRequest(
    (request) =>
      request.url().endsWith('/api/telemetry') && (request.postData() ?? '').includes('"dead"'),
  );
  await page.route('**/notes', (route) =>
    route.fulfill({ status: 400, contentType: 'application/problem+json', body: '{}' }),
  );
  await fireside.line.restore();
  await expect(notes(page)).toContainText('Not sent');
  const body = (await report).postData() ?? '';
  expect(body).toContain('"outbox.changed"');
  expect(body).toContain('BAD_REQUEST');
  expect(body).not.toContain('counts the stairs');
  const { release, session } = JSON.parse(body) as Readonly<Record<string, string>>;
  expect(release).toMatch(/^\d+\.\d+\.\d+/);
  expect(session).toMatch(/^[a-z\d]{8,13}$/);
});

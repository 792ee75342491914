import { seedCharacters } from './harness/seed.ts';
import { expect, test } from './harness/test.ts';
import { ann, signUp } from './harness/writer.ts';

const RUNBOOKS = 'https://runbooks.example/fireside';

test.use({ environment: { FIRESIDE_FAULTS: 'on', FIRESIDE_RUNBOOKS: RUNBOOKS } });

const headers = { 'sec-fetch-site': 'same-origin' };
const rules = '/api/admin/alerts/rules';

// The rules of Fireside look at hours. This one looks at requests of this minute and the one before.
const rule = {
  ...{ id: 'requests-fail', title: 'Requests fail', severity: 'critical', kind: 'threshold' },
  of: {
    what: 'ratio',
    count: { measure: 'request', detail: 'failed' },
    among: { measure: 'request' },
  },
  ...{ is: 'above', limit: 0.3, windowMs: 60_000, minEvents: 5, keepMs: 0 },
  runbook: 'UNAVAILABLE',
};

test('an admin sees an alert fire, opens its runbook, acknowledges and silences it, and sees it end', async ({
  page,
  context,
  fireside,
}) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  fireside.makeAdmins();
  const { revision } = (await (await page.request.get(rules)).json()) as { revision: number };
  const saved = await page.request.put(rules, { headers, data: { revision, rules: [rule] } });
  expect(saved.ok()).toBe(true);
  await page.goto('/admin/alerts');
  await expect(page.getByText('Nothing needs you.')).toBeVisible();

  const steps = [{ forMs: null, mix: { errors: 1 } }];
  await page.request.put('/api/faults', { headers, data: { seed: 7, name: 'errors', steps } });
  const ask = async (times: number): Promise<void> => {
    const all = Array.from({ length: times }, () => page.request.get('/api/characters'));
    await Promise.allSettled(all);
  };
  await ask(10);
  const alert = page.getByRole('listitem').filter({ hasText: 'Requests fail' });
  await expect(async () => {
    await page.reload();
    await expect(alert).toContainText('Critical', { timeout: 5000 });
  }).toPass();
  await expect(alert).toContainText(/\d+(\.\d)?% within 1 minute; the limit is 30%\./);

  await context.route(`${RUNBOOKS}**`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>Fireside has no answer</h1>' }),
  );
  const runbook = await context.newPage();
  const link = alert.getByRole('link', { name: 'What to do about UNAVAILABLE' });
  await runbook.goto((await link.getAttribute('href')) ?? '');
  expect(runbook.url()).toBe(`${RUNBOOKS}#unavailable`);
  await expect(runbook.getByRole('heading', { name: 'Fireside has no answer' })).toBeVisible();

  await alert.getByRole('button', { name: 'Acknowledge Requests fail' }).click();
  await expect(alert).toContainText('no more reminders');
  await alert.getByText('Silence…').click();
  await alert.getByLabel('Why').fill('The provider knows.');
  await alert.getByRole('button', { name: 'Silence', exact: true }).click();
  await expect(alert).toContainText(/Silenced until .*: The provider knows\./);

  await page.request.delete('/api/faults', { headers });
  // Good answers outweigh those that failed in this minute.
  await ask(100);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('Nothing needs you.')).toBeVisible({ timeout: 5000 });
  }).toPass();
  const history = page.getByRole('region', { name: 'What happened' });
  await expect(history.getByRole('row', { name: /ended/ })).toBeVisible();
  await expect(history.getByRole('row', { name: /acknowledged/ })).toBeVisible();
  await expect(history.getByRole('row', { name: /began/ })).toBeVisible();
});

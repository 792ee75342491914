import { seedCharacters } from './harness/seed.ts';
import { expect, test } from './harness/test.ts';
import { ann, signUp } from './harness/writer.ts';

test.use({ environment: { FIRESIDE_FAULTS: 'on' } });

test('an admin sees an outage begin and end', async ({ page, fireside, context }) => {
  await signUp(page, ann);
  await seedCharacters(page.request, ['Mara']);
  fireside.makeAdmins();
  const writer = await context.newPage();
  await writer.goto('/characters');
  await expect(writer.getByText('Mara', { exact: true }).first()).toBeVisible();
  await page.goto('/admin');
  const summary = page.locator('.admin-summary');
  await expect(summary).toContainText('None failed.');

  const headers = { 'sec-fetch-site': 'same-origin' };
  const steps = [{ forMs: null, mix: { isOut: true } }];
  await page.request.put('/api/faults', { headers, data: { seed: 7, name: 'outage', steps } });
  await writer.reload();
  await expect(summary).toContainText(/[1-9]\d* failed/);
  const requests = page.getByRole('slider', { name: 'Requests' });
  await requests.focus();
  await page.keyboard.press('End');
  await expect(requests).toHaveAttribute('aria-valuetext', /failed \d/);
  await page.getByRole('figure', { name: 'Requests' }).getByText('As a table').click();
  // The last column has those that failed, and ten or twenty of them end in a nought.
  const failed = page.getByRole('region', { name: 'Requests' }).locator('td:last-child');
  await expect(failed.filter({ hasText: /[1-9]/ }).first()).toBeVisible();

  await page.request.delete('/api/faults', { headers });
  await expect(summary).toContainText('ended by themselves');
});

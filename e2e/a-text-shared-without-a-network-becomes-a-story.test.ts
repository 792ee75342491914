import { expect, test } from './harness/test.ts';
import { ann, signUp, untilInstalled } from './harness/writer.ts';

test('the worker takes a shared text, the writer keeps it, and it arrives with the connection', async ({
  page,
  context,
  fireside,
}) => {
  await signUp(page, ann);
  await untilInstalled(page);
  await page.reload();
  await context.setOffline(true);
  // What a system does when another app shares a text with the installed app.
  await page.evaluate(() => {
    const form = Object.assign(document.createElement('form'), {
      ...{ method: 'post', action: '/share', enctype: 'multipart/form-data' },
    });
    for (const [name, value] of [
      ['title', 'Overheard'],
      ['text', 'Two people wait for the same train.'],
    ] as const) {
      form.append(Object.assign(document.createElement('input'), { name, value }));
    }
    document.body.append(form);
    form.submit();
  });
  await expect(page.getByText('Two people wait for the same train.')).toBeVisible();
  await page.getByRole('button', { name: 'Keep it as a new story' }).click();
  await expect(page.getByRole('heading', { name: 'Overheard', level: 1 })).toBeVisible();

  await context.setOffline(false);
  await expect
    .poll(async () => {
      const answer = await page.request.get(`${fireside.url}/api/stories`);
      return ((await answer.json()) as { stories: { title: string; wordCount: number }[] }).stories;
    })
    .toMatchObject([{ title: 'Overheard', wordCount: 7 }]);
});

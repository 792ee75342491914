import { createServer } from 'node:http';
import { awayLine } from './harness/connection.ts';
import { expect, test } from './harness/test.ts';
import { ann, signUp } from './harness/writer.ts';

test('the page notices a server that dies while it sends nothing, though the device has a network', async ({
  page,
  fireside,
}) => {
  await signUp(page, ann);
  const away = awayLine(page);
  await expect(away).toBeHidden();
  await fireside.kill();
  await expect(away).toBeVisible({ timeout: 35_000 });
  await fireside.start();
  await expect(away).toBeHidden({ timeout: 30_000 });
});

test('the page does not take a network with a sign-in page for the server, and asks it a handful of times', async ({
  page,
  fireside,
}) => {
  await signUp(page, ann);
  const away = awayLine(page);
  await expect(away).toBeHidden();
  await fireside.kill();
  let asked = 0;
  const portal = createServer((_request, response) => {
    asked += 1;
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome to the hotel</h1>');
  });
  await new Promise<void>((resolve) => portal.listen(fireside.port, '127.0.0.1', resolve));
  await expect(away).toBeVisible({ timeout: 35_000 });
  const before = asked;
  await page.waitForTimeout(20_000);
  await expect(away).toBeVisible();
  expect(asked - before).toBeLessThan(15);

  portal.closeAllConnections();
  await new Promise((resolve) => portal.close(resolve));
  await fireside.start();
  await expect(away).toBeHidden({ timeout: 30_000 });
});

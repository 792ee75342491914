import { expect, test } from '@playwright/test';
import { serveVersions } from './harness/versioned-app.ts';
import type { VersionedApp as InPage } from './harness/versioned-app/main.ts';
import { untilInstalled } from './harness/writer.ts';

declare const app: InPage;

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';

test('a write that the worker sends later has the trace of its operation in the log of the server', async ({
  page,
}) => {
  const server = await serveVersions();
  await server.deploy(1);
  await page.goto(server.url);
  await untilInstalled(page);
  await server.line.refuse();
  const rung = await page.evaluate(
    (id) => app.run('Ask Mara', `00-${id}-00f067aa0ba902b7-01`),
    trace,
  );
  expect(rung).toBe('queued');
  await page.goto('about:blank');

  // A page of the same origin that has no outbox, so that the worker alone can send.
  await server.line.restore();
  await page.goto(`${server.url}/api/nothing`);
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no target
    active?.postMessage({ type: 'holdfast.wake' });
  });
  await expect.poll(() => server.notes.length).toBe(1);
  await expect.poll(() => server.log.filter(({ method }) => method === 'POST')).toHaveLength(1);
  expect(server.log.find(({ method }) => method === 'POST')).toMatchObject({
    route: '/api/notes',
    status: 201,
    traceId: trace,
  });
  await server.close();
});

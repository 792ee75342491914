import { expect, it } from 'vitest';
import { runInPage } from './in-page.mjs';

it('runs in a test environment of vitest', { timeout: 60_000 }, async () => {
  const results = await runInPage(JSON.parse(process.env.MATRIX_ENTRIES));
  process.stdout.write(`\nMATRIX ${JSON.stringify(results)}\n`);
  expect(results.length).toBeGreaterThan(0);
});

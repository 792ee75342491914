import { expect, it } from '@jest/globals';
import { runInPage } from './in-page.mjs';

it('runs in Jest', async () => {
  const results = await runInPage(JSON.parse(process.env.MATRIX_ENTRIES));
  process.stdout.write(`\nMATRIX ${JSON.stringify(results)}\n`);
  expect(results.length).toBeGreaterThan(0);
}, 60_000);

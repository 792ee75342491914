import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { speak } from './page-words.ts';
import { quotaInWords } from './quota-words.ts';

/** The limits that the server names when it refuses a write. */
const limits = globSync('demo/server/**/*.ts')
  .filter((file) => !file.includes('.test.'))
  .flatMap((file) => readFileSync(file, 'utf8').match(/(?<=what: ')[\w-]+(?=', limit)/g) ?? []);

it.each(['en', 'de'] as const)('names every limit of an account, in %s', async (language) => {
  expect(limits).toContain('takes-per-chapter');
  await speak(language);
  for (const what of limits) {
    const words = quotaInWords(
      new Failure(catalogue.ACCOUNT_FULL, { details: { what, limit: 7 } }),
    );
    expect(`${what}: ${words}`).toMatch(/ 7 |no room|kein Platz/);
  }
  await speak('en');
});

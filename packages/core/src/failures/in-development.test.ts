import { buildSync } from 'esbuild';
import { expect, it } from 'vitest';
import type * as requests from '../exchange/request/request-description.ts';
import { toTransportRequest } from '../exchange/request/request-description.ts';

const unsendable = { path: 'notes', json: { when: Number.NaN } };
const refused = (message: string): unknown =>
  expect.objectContaining({
    code: 'REQUEST_UNSENDABLE',
    details: { issues: [{ pointer: '/json/when', message }] },
  });

it('tells the developer in a sentence what is wrong with a request', () => {
  expect(() => toTransportRequest(unsendable, '/')).toThrow(
    refused('is of type number, or no finite number, which JSON does not have'),
  );
});

it('leaves the sentences out of a build for production, and keeps code and pointer', async () => {
  const { outputFiles } = buildSync({
    entryPoints: [`${import.meta.dirname}/../exchange/request/request-description.ts`],
    ...{ bundle: true, minify: true, write: false, format: 'esm' },
    conditions: ['@holdfast/source', 'browser', 'production'],
  });
  const code = outputFiles[0]?.text ?? '';
  expect(code).not.toMatch(/finite number|no address|half a letter/);
  const built = (await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
  )) as typeof requests;
  expect(() => built.toTransportRequest(unsendable, '/')).toThrow(refused('cannot be sent'));
});

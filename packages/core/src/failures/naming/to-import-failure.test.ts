import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { CONFLICT } from '../kinds/http.ts';
import { fromImport, toImportFailure } from './to-import-failure.ts';

describe('a part of the app that does not load', () => {
  it.each<[string, unknown, string]>([
    [
      'Chromium',
      new TypeError('Failed to fetch dynamically imported module: https://a.example/a.js'),
      'CHUNK_FAILED',
    ],
    [
      'Firefox',
      new TypeError('error loading dynamically imported module: https://a.example/a.js'),
      'CHUNK_FAILED',
    ],
    ['Safari', new TypeError('Importing a module script failed.'), 'CHUNK_FAILED'],
    ['Vite, a style', new Error('Unable to preload CSS for /a.css'), 'CHUNK_FAILED'],
    ['webpack', new Error('Loading chunk 7 failed.'), 'CHUNK_FAILED'],
    ['webpack, a style', new Error('Loading CSS chunk 7 failed.'), 'CHUNK_FAILED'],
    ['Node', Object.assign(new Error('no'), { code: 'ERR_MODULE_NOT_FOUND' }), 'CHUNK_FAILED'],
    [
      'Safari, a page',
      new TypeError("'text/html' is not a valid JavaScript MIME type."),
      'CHUNK_STALE',
    ],
    ['an element that loads a script', { type: 'error' }, 'CHUNK_FAILED'],
    [
      'Safari, redirected in a circle',
      new TypeError('Cross-origin script load denied by Cross-Origin Resource Sharing policy.'),
      'CHUNK_FAILED',
    ],
    ['a page that is read as a script', new SyntaxError("Unexpected token '<'"), 'CHUNK_STALE'],
    ['a bug in the part', new TypeError('x is not a function'), 'DEFECT'],
    ['an error of the part', new Error('no key'), 'UNKNOWN'],
    ['nothing', undefined, 'UNKNOWN'],
  ])('%s', async (_title, error, code) => {
    await expect(fromImport(() => Promise.reject(error as Error))).rejects.toMatchObject({
      code,
    });
    expect(toImportFailure(error).cause).toBe(error);
  });

  it('gives no failure when it loads, and passes on a failure as it was', async () => {
    expect(await fromImport(async () => ({ fine: true }))).toEqual({ fine: true });
    const failure = new Failure(CONFLICT);
    expect(toImportFailure(failure)).toBe(failure);
  });

  it('is named even if the call that asks for it throws', async () => {
    await expect(
      fromImport(() => {
        throw new SyntaxError('no');
      }),
    ).rejects.toMatchObject({ code: 'CHUNK_STALE' });
  });
});

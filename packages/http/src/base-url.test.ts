import { describe, expect, it } from 'vitest';
import { restUnder, slashed } from './base-url.ts';

const PAGE = 'https://app.test/notes/7';
const WORKER = 'https://app.test/worker.js';

describe('an address under a base', () => {
  it.each<[string, string, string | undefined]>([
    ['/', '/api/notes?a=b', 'api/notes?a=b'],
    ['/', 'https://app.test/api', 'api'],
    ['/', 'HTTPS://APP.TEST:443/api', 'api'],
    ['/', 'api', 'notes/api'],
    ['/', '/api#part', 'api#part'],
    ['/api', '/api/notes', 'notes'],
    ['/api/', '/api/../api/./notes', 'notes'],
    ['/api/', '\t/a\npi/notes ', 'notes'],
    ['https://api.test', 'https://api.test/a', 'a'],
    ['https://API.test/v1', 'https://api.test/v1/a', 'a'],
    // These addresses only look as if they were under the base.
    ['/', '//evil.test/x', undefined],
    ['/', '/\\evil.test/x', undefined],
    ['/', '/\t/evil.test/x', undefined],
    ['/', '\n//evil.test/x', undefined],
    ['/', 'https:/\\evil.test/x', undefined],
    ['/', 'http://app.test/x', undefined],
    ['/', 'https://app.test:8443/x', undefined],
    ['/', 'https://app.test@evil.test/x', undefined],
    ['/', 'https://app.test\\@evil.test/x', '@evil.test/x'],
    ['/', 'blob:https://app.test/0', undefined],
    ['/', 'data:/,x', undefined],
    ['/', 'https://', undefined],
    ['/api', '/apiary', undefined],
    ['/api', '/API/notes', undefined],
    ['/api/', '/api/../admin', undefined],
    ['/api/', '/api/%2e%2e/admin', undefined],
    ['/api/', '/api/..\\admin', undefined],
    ['https://api.test', 'https://api.test.evil.test/x', undefined],
    ['https://api.test', 'https://api.test@evil.test/x', undefined],
    ['https://api.test', '//evil.test/x', undefined],
    ['https://api.test', '/x', undefined],
  ])('under %j, %j leaves %j', (base, url, rest) => {
    expect(restUnder(base, url, PAGE)).toBe(rest);
  });

  it('is relative to the page or to the script of a worker, and stays as it is where there is neither', () => {
    expect(restUnder('/', 'api', WORKER)).toBe('api');
    expect(restUnder('/', '/api')).toBe('api');
    expect(restUnder('/', 'https://app.test/api')).toBeUndefined();
    expect(restUnder('https://app.test', '/api')).toBeUndefined();
    expect(restUnder('/', '//evil.test/x')).toBeUndefined();
  });

  it('ends with one slash', () => {
    expect([slashed('/api'), slashed('/api/')]).toEqual(['/api/', '/api/']);
  });
});

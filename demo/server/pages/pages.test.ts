import { get } from 'node:http';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { firesideOfThisFile } from '../testing/fireside-process.ts';

const page = '<!doctype html><title>Fireside</title>';
const navigation = { accept: 'text/html,*/*', 'sec-fetch-mode': 'navigate' };

// Not `fetch`, which sets its own `Sec-Fetch-Mode`.
const ask = (address: string, headers: Record<string, string>) =>
  new Promise<{ status: number | undefined; type: string | undefined; body: string }>(
    (resolve, reject) => {
      get(address, { headers }, (response) => {
        const { statusCode: status, headers: answered } = response;
        text(response).then(
          (body) => resolve({ status, type: answered['content-type'], body }),
          reject,
        );
      }).on('error', reject);
    },
  );

const fireside = firesideOfThisFile(async (folder) => {
  const dist = path.join(folder, 'dist');
  await mkdir(path.join(dist, 'assets'), { recursive: true });
  await writeFile(path.join(dist, 'index.html'), page);
  await writeFile(path.join(dist, 'worker.js'), '// worker');
  await writeFile(path.join(dist, 'assets/index-abc123.js'), '// app');
  return { FIRESIDE_DIST: dist };
});
let url: string;
beforeAll(() => {
  ({ url } = fireside());
});

describe('the built pages', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/worker.js', 'text/javascript; charset=utf-8', 'no-cache'],
    [
      '/assets/index-abc123.js',
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ],
  ])('%s is %s, cached as %s', async (file, type, cacheControl) => {
    const response = await fetch(url + file);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe(cacheControl);
  });

  it('answer a share that no worker took with the page that says so', async () => {
    const share = { method: 'POST', body: new FormData(), redirect: 'manual' } as const;
    const { status, headers } = await fetch(`${url}/share`, share);
    expect([status, headers.get('location')]).toEqual([303, '/share#trouble=unread']);
  });

  it('are not sent again while they are the same', async () => {
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    const again = await fetch(url, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect((await fetch(url, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  it('open on every address of the app', async () => {
    for (const address of ['/characters/new', '/activity', '/a.b']) {
      expect(await ask(url + address, navigation)).toMatchObject({ status: 200, body: page });
    }
  });

  it('are never the answer to a script, an image or the API', async () => {
    for (const [address, headers] of [
      ['/assets/old-def456.js', { 'sec-fetch-mode': 'cors' }],
      ['/favicon.ico', { 'sec-fetch-mode': 'no-cors' }],
      ['/favicon.ico', { accept: 'image/*' }],
      ['/api/nowhere', navigation],
    ] as const) {
      const { type } = await ask(url + address, headers);
      expect([address, type]).toEqual([address, 'application/problem+json']);
    }
  });

  it('may load nothing from elsewhere, and no page may frame it', async () => {
    const { headers } = await fetch(url);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-|https?:|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

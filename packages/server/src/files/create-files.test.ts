import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, brotliCompressSync, gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createFiles, type FilesOptions } from './create-files.ts';

const script = `export const text = ${JSON.stringify('many words '.repeat(20_000))};\n`;
const image = randomBytes(200_000);

async function setUp(
  contents: Readonly<Record<string, string | Uint8Array>> = {},
  options: FilesOptions = {},
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-files-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const all = { 'index.html': '<!doctype html>', 'app.js': script, 'a b.png': image, ...contents };
  for (const [name, content] of Object.entries(all)) {
    const file = path.join(folder, name);
    // oxlint-disable-next-line no-await-in-loop
    await mkdir(path.dirname(file), { recursive: true });
    // oxlint-disable-next-line no-await-in-loop
    await writeFile(file, content);
  }
  const files = await createFiles(folder, options);
  const ask = (at: string, headers: Record<string, string> = {}, method = 'GET') =>
    files.answer(new Request(`http://localhost${at}`, { method, headers }));
  const bytesOf = async (at: string, headers: Record<string, string> = {}) => {
    const answer = await ask(at, headers);
    return Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer());
  };
  return { folder, ask, bytesOf };
}

describe('files', () => {
  it('are sent as they are, with their type and length', async () => {
    const { ask } = await setUp();
    const answer = await ask('/a%20b.png');
    expect(Object.fromEntries(answer?.headers ?? [])).toMatchObject({
      'content-type': 'image/png',
      'content-length': '200000',
      'cache-control': 'no-cache',
    });
    expect(Buffer.from(await (answer as Response).arrayBuffer())).toEqual(image);
    expect((await ask('/index.html'))?.headers.get('content-type')).toBe(
      'text/html; charset=utf-8',
    );
  });

  it.each([
    '/nowhere',
    '/',
    '/app.js/',
    '//app.js',
    '/%',
    '/%252e%252e/app.js',
    '/..%2fapp.js',
    '/app.js%00',
  ])('are the only accepted forms: %s is refused', async (at) => {
    const { ask } = await setUp();
    expect(await ask(at)).toBeUndefined();
  });

  it('answer no other method than GET and HEAD', async () => {
    const { ask } = await setUp();
    expect(await ask('/app.js', {}, 'POST')).toBeUndefined();
    const head = await ask('/app.js', {}, 'HEAD');
    expect([head?.status, head?.body]).toEqual([200, null]);
    expect(head?.headers.get('content-length')).toBe(String(Buffer.byteLength(script)));
  });

  it('stay as they were when the server started', async () => {
    const { folder, bytesOf } = await setUp();
    await writeFile(path.join(folder, 'app.js'), 'another build');
    expect(String(await bytesOf('/app.js'))).toBe(script);
  });

  it('are not served when a dot or a link hides them', async () => {
    const { ask, folder } = await setUp({
      '.env': 'SECRET=1',
      '.git/config': '[core]',
      'a/.hidden/b.txt': 'b',
      '.well-known/security.txt': 'Contact: mailto:a@example.org',
    });
    await symlink('/etc/passwd', path.join(folder, 'passwd.txt'));
    const again = await createFiles(folder);
    for (const at of ['/.env', '/.git/config', '/a/.hidden/b.txt', '/%2eenv'])
      // oxlint-disable-next-line no-await-in-loop
      expect([at, await ask(at)]).toEqual([at, undefined]);
    expect((await ask('/.well-known/security.txt'))?.status).toBe(200);
    expect(await again.answer(new Request('http://localhost/passwd.txt'))).toBeUndefined();
  });

  it('are cached by the rule of the app', async () => {
    const { ask } = await setUp(
      { 'assets/a-1.js': '1' },
      { cacheControl: (at) => (at.startsWith('/assets/') ? 'immutable' : 'no-cache') },
    );
    expect((await ask('/assets/a-1.js'))?.headers.get('cache-control')).toBe('immutable');
    expect((await ask('/app.js'))?.headers.get('cache-control')).toBe('no-cache');
  });

  it('do not exist when their folder does not exist', async () => {
    const files = await createFiles('/nowhere/at/all');
    expect(await files.answer(new Request('http://localhost/index.html'))).toBeUndefined();
  });
});

describe('a source map', () => {
  it('is not served, under any name and at any place in a script or a style sheet', async () => {
    const inline = `//# sourceMappingURL=data:application/json;base64,eyJzb3VyY2VzIjpbXX0=`;
    const { ask, bytesOf } = await setUp({
      'app.js.map': '{}',
      'other.MAP': '{}',
      'app.js.map.br': 'x',
      'a.js': '1;\n//# sourceMappingURL=maps/a%20b.json\n',
      'maps/a b.json': '{"sources":[]}',
      'maps/data.json': '{"mine":1}',
      'a.css': 'a{}\n/*# sourceMappingURL=/styles.txt */',
      'styles.txt': '{}',
      'old.js': '1\n//@ sourceMappingURL=./old.source\n',
      'old.source': '{}',
      'inline.js': `${script}${inline}\n`,
      'inline.js.br': brotliCompressSync(`${script}${inline}\n`),
    });
    const maps = ['/app.js.map', '/other.MAP', '/app.js.map.br', '/maps/a%20b.json'];
    for (const at of [...maps, '/styles.txt', '/old.source'])
      // oxlint-disable-next-line no-await-in-loop
      expect([at, await ask(at)]).toEqual([at, undefined]);
    expect((await ask('/maps/data.json'))?.status).toBe(200);
    expect(String(await bytesOf('/inline.js')).trim()).toBe(script.trim());
    const compressed = await bytesOf('/inline.js', { 'accept-encoding': 'br' });
    expect(String(brotliDecompressSync(compressed))).not.toContain('sourceMappingURL');
  });
});

describe('a file that can be smaller', () => {
  it.each([
    ['br', 'br', brotliDecompressSync],
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0.5, gzip;q=0.8', 'gzip', gunzipSync],
    ['br;q=0, *', 'gzip', gunzipSync],
    ['x-gzip', 'gzip', gunzipSync],
  ])('is compressed as %s asks: %s', async (accepted, encoding, decompress) => {
    const { ask } = await setUp();
    const answer = (await ask('/app.js', { 'accept-encoding': accepted })) as Response;
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('content-length')).toBe(String(bytes.byteLength));
    expect(bytes.byteLength).toBeLessThan(script.length / 10);
    expect(decompress(bytes).toString()).toBe(script);
  });

  it.each([
    undefined,
    '',
    'identity',
    'deflate',
    'identity, gzip;q=0.1',
    '*;q=0',
    'identity;q=0',
    'br;q=0',
  ])('is sent as it is where the client asks for %s', async (accepted) => {
    const { ask } = await setUp();
    const headers = accepted === undefined ? undefined : { 'accept-encoding': accepted };
    const answer = await ask('/app.js', headers);
    expect(answer?.headers.get('content-encoding')).toBeNull();
    expect(answer?.headers.get('vary')).toBe('Accept-Encoding');
    expect(await answer?.text()).toBe(script);
  });

  it('is taken from the build where the build has compressed it', async () => {
    const { bytesOf, ask } = await setUp({
      'app.js.br': brotliCompressSync(`${script} by the build`),
    });
    const bytes = await bytesOf('/app.js', { 'accept-encoding': 'br' });
    expect(String(brotliDecompressSync(bytes))).toContain('by the build');
    expect(await ask('/app.js.br')).toBeUndefined();
  });

  it('is sent without compression when compression saves nothing', async () => {
    const { ask } = await setUp({ 'noise.txt': randomBytes(5000) });
    for (const at of ['/a%20b.png', '/index.html', '/noise.txt']) {
      // oxlint-disable-next-line no-await-in-loop
      const answer = await ask(at, { 'accept-encoding': 'br, gzip' });
      expect([at, answer?.headers.get('content-encoding')]).toEqual([at, null]);
    }
  });
});

describe('a file that the client has', () => {
  it('is not sent again, and has a different tag in each encoding', async () => {
    const { ask } = await setUp();
    const tags = new Set<string>();
    for (const accepted of ['br', 'gzip', 'identity']) {
      const headers = { 'accept-encoding': accepted };
      // oxlint-disable-next-line no-await-in-loop
      const etag = (await ask('/app.js', headers))?.headers.get('etag') ?? '';
      tags.add(etag);
      for (const known of [etag, `"x", W/${etag}`, '*']) {
        // oxlint-disable-next-line no-await-in-loop
        const again = await ask('/app.js', { ...headers, 'if-none-match': known });
        expect([again?.status, again?.headers.get('vary')]).toEqual([304, 'Accept-Encoding']);
      }
    }
    expect(tags.size).toBe(3);
    expect((await ask('/app.js', { 'if-none-match': '"x"' }))?.status).toBe(200);
  });
});

describe('a part of a file', () => {
  it.each([
    ['bytes=0-9', 0, 10],
    ['bytes=199990-', 199_990, 200_000],
    ['bytes=-5', 199_995, 200_000],
    ['bytes=100000-999999', 100_000, 200_000],
  ])('is sent for %s', async (range, from, to) => {
    const { ask } = await setUp();
    const answer = (await ask('/a%20b.png', { range })) as Response;
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/200000`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(image.subarray(from, to));
  });

  it.each(['bytes=0-1,3-4', 'bytes=5-2', 'lines=1-2', 'bytes=-', 'bytes=a-b'])(
    'is the whole for %s',
    async (range) => {
      const { ask } = await setUp();
      expect((await ask('/a%20b.png', { range }))?.status).toBe(200);
    },
  );

  it('is refused when the file does not have it, and a changed file is sent whole', async () => {
    const { ask } = await setUp();
    const outside = await ask('/a%20b.png', { range: 'bytes=200000-' });
    expect([outside?.status, outside?.headers.get('content-range')]).toEqual([
      416,
      'bytes */200000',
    ]);
    expect(outside?.headers.get('content-type')).toBe('application/problem+json');
    const changed = await ask('/a%20b.png', { range: 'bytes=0-1', 'if-range': '"old"' });
    expect(changed?.status).toBe(200);
  });
});

describe('a file that is too large to be kept', () => {
  it('is read from disk while it is sent, no further than its reader reads', async () => {
    const { ask, bytesOf } = await setUp({}, { maxKeptBytes: 1000 });
    expect(await bytesOf('/a%20b.png')).toEqual(image);
    expect(await bytesOf('/a%20b.png', { range: 'bytes=70000-140000' })).toEqual(
      image.subarray(70_000, 140_001),
    );
    const answer = (await ask('/a%20b.png')) as Response;
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    expect((await reader.read()).value?.byteLength).toBe(65_536);
    await reader.cancel();
  });
});

it('finds the same bytes by any parts', async () => {
  const { bytesOf } = await setUp({}, { maxKeptBytes: 1000 });
  await fc.assert(
    fc.asyncProperty(fc.nat(199_999), fc.nat(199_999), async (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      expect(await bytesOf('/a%20b.png', { range: `bytes=${from}-${to}` })).toEqual(
        image.subarray(from, to + 1),
      );
    }),
    { numRuns: 30 },
  );
});

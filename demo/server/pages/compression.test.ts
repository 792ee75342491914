import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { get, type IncomingHttpHeaders } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { compressFolder } from '../../../scripts/precompress.ts';
import { firesideOfThisFile } from '../testing/fireside-process.ts';
import { signUp, type Writer } from '../testing/writer.ts';

const script = `export const words = [${'"lamp", '.repeat(2000)}];\n`;
const decoded = {
  br: (bytes: Buffer) => brotliDecompressSync(bytes).toString(),
  gzip: (bytes: Buffer) => gunzipSync(bytes).toString(),
};

let dist = '';
const fireside = firesideOfThisFile(async (folder) => {
  dist = path.join(folder, 'dist');
  await mkdir(path.join(dist, 'assets'), { recursive: true });
  await writeFile(path.join(dist, 'index.html'), '<!doctype html><title>Fireside</title>');
  await writeFile(path.join(dist, 'assets/app-abc123.js'), script);
  await compressFolder(dist);
  // The server sends exactly these bytes.
  await writeFile(path.join(dist, 'assets/ready-abc123.js'), script);
  await writeFile(path.join(dist, 'assets/ready-abc123.js.gz'), 'made by the build');
  return { FIRESIDE_DIST: dist };
});

/** One request as a client sends it that decodes nothing. */
const ask = (at: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: IncomingHttpHeaders; bytes: Buffer }>(
    (resolve, reject) => {
      get(`${fireside().url}${at}`, { headers }, (response) => {
        buffer(response).then(
          (bytes) =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes }),
          reject,
        );
      }).on('error', reject);
    },
  );

describe('a file of the build', () => {
  it.each(['br', 'gzip'] as const)(
    'comes as %s, for ever, with a tag of its own',
    async (encoding) => {
      const app = '/assets/app-abc123.js';
      const { headers, bytes } = await ask(app, { 'accept-encoding': encoding });
      expect(headers).toMatchObject({
        'content-encoding': encoding,
        'content-length': String(bytes.byteLength),
        vary: 'Accept-Encoding',
        'cache-control': 'public, max-age=31536000, immutable',
      });
      expect(decoded[encoding](bytes)).toBe(script);
      const plain = await ask(app);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.headers.etag).not.toBe(headers.etag);
      const again = { 'accept-encoding': encoding, 'if-none-match': headers.etag ?? '' };
      expect((await ask(app, again)).status).toBe(304);
    },
  );

  it('is sent as the build compressed it, and uncompressed in parts', async () => {
    const ready = await ask('/assets/ready-abc123.js', { 'accept-encoding': 'gzip' });
    expect(ready.bytes.toString()).toBe('made by the build');
    const part = await ask('/assets/app-abc123.js', {
      'accept-encoding': 'gzip',
      range: 'bytes=7-11',
    });
    expect([part.status, part.bytes.toString()]).toEqual([206, script.slice(7, 12)]);
    expect(part.headers['content-encoding']).toBeUndefined();
    expect((await ask('/assets/app-abc123.js.br')).status).toBe(404);
  });
});

describe('an answer of the API', () => {
  let mara: Writer;
  const id = randomUUID();
  beforeAll(async () => {
    mara = await signUp(fireside().url, 'Mara');
    await mara.saveCharacter(id);
    for (let count = 0; count < 10; count += 1) {
      await mara.addNote(id, `${count} ships came by. `.repeat(20));
    }
  });

  it.each(['br', 'gzip'] as const)('is compressed as %s when it is worth it', async (encoding) => {
    const at = `/api/characters/${id}`;
    const { headers, bytes } = await ask(at, { cookie: mara.cookie, 'accept-encoding': encoding });
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toContain('Accept-Encoding');
    expect(headers['content-length']).toBe(String(bytes.byteLength));
    expect(JSON.parse(decoded[encoding](bytes))).toMatchObject({ id });
    const plain = await ask(at, { cookie: mara.cookie });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.bytes.byteLength).toBeGreaterThan(5 * bytes.byteLength);
    // It names the state, for a later save.
    expect(plain.headers.etag).toBe(headers.etag);
  });

  it('stays as it is when it is short', async () => {
    const { headers, bytes } = await ask('/api/session', { 'accept-encoding': 'gzip' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(JSON.parse(bytes.toString())).toEqual({ account: null });
  });
});

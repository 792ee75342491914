import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';
import { nodeDigest } from '../digest/node-digest.ts';
import { webDigest } from '../digest/web-digest.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);

it('is the same by both digests, of texts and of bytes', async () => {
  const now = nodeDigest();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      const expected = await webDigest(bytesOf(text));
      expect(await webDigest(text)).toBe(expected);
      expect(now?.(text)).toBe(expected);
      expect(now?.(bytesOf(text))).toBe(expected);
    }),
  );
});

it('depends on method, path, query and body as a URL writes them, in any spelling of the request', async () => {
  const target = fc
    .array(
      fc.constantFrom(
        ...[
          '/',
          'a',
          'Z',
          '0',
          '?',
          '=',
          '&',
          '%20',
          '%2e',
          '.',
          '..',
          "'",
          '"',
          '|',
          '[',
          '^',
          '~',
        ],
        ...['#', 'ä', '{', ';', ',', ':', '@', '\\', '+', '!', '$', '(', '*', '_', '-', ' '],
      ),
      { maxLength: 12 },
    )
    .map((parts) => `/${parts.join('')}`);
  await fc.assert(
    fc.asyncProperty(target, fc.uint8Array(), async (path, body) => {
      const url = `http://test${path.startsWith('//') ? `/x${path}` : path}`;
      fc.pre(URL.canParse(url));
      // Some hosts write a URL as it arrived.
      const request = { method: 'PUT', url } as Request;
      const { pathname, search } = new URL(url);
      const head = bytesOf(`PUT ${pathname}${search}\n`);
      const whole = new Uint8Array([...head, ...body]);
      expect(await fingerprintOf(request, body)).toBe(await webDigest(whole));
    }),
    { numRuns: 1000 },
  );
});

import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type * as anySignal from './web-any-signal.ts';
import type * as clone from './web-clone.ts';
import type * as randomBytes from './web-random-bytes.ts';
import type * as utf8 from './web-utf8.ts';
import { webUtf8 as webUtf8Trusted } from './web-utf8-trusted.ts';

const attempt = (work: () => string): string | undefined => {
  try {
    return work();
  } catch {
    return undefined;
  }
};

/** The functions of a file as they run in a realm that has only these globals besides the language. */
function inRealm(file: string, globals: Readonly<Record<string, unknown>> = {}): unknown {
  const entry = new URL(file, import.meta.url).pathname;
  const { outputFiles } = buildSync({
    ...{ entryPoints: [entry], bundle: true, write: false },
    ...{ format: 'iife', globalName: 'exported' },
  });
  return runInNewContext(`${outputFiles[0]?.text};exported`, { ...globals });
}

describe('a host without TextDecoder', () => {
  const { webUtf8 } = inRealm('./web-utf8.ts') as typeof utf8;
  const read = webUtf8();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  it('reads every text as TextDecoder does, byte order marks included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = new TextEncoder().encode(`\uFEFF${text}`);
        expect(read(bytes)).toBe(decoder.decode(bytes));
      }),
    );
  });

  it('reads every text as a browser for production does', () => {
    const trusted = webUtf8Trusted();
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(attempt(() => read(bytes))).toBe(attempt(() => trusted(bytes)));
      }),
    );
  });

  it('refuses the bytes that TextDecoder refuses', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(attempt(() => read(bytes))).toBe(attempt(() => decoder.decode(bytes)));
      }),
    );
  });
});

describe('a host without structuredClone', () => {
  const { webClone } = inRealm('./web-clone.ts') as typeof clone;

  it('copies the values of a form or a draft, deeply', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // Through JSON, because the other realm has its own Array and Object.
        expect(JSON.stringify(webClone(value))).toBe(JSON.stringify(value));
      }),
    );
    const inner = { a: 1 };
    expect(webClone({ inner }).inner).not.toBe(inner);
  });
});

describe('a host without AbortSignal.any', () => {
  const bare = class extends AbortSignal {};
  Object.defineProperty(bare, 'any', { value: undefined });
  const { webAnySignal } = inRealm('./web-any-signal.ts', {
    AbortSignal: bare,
    AbortController,
  }) as typeof anySignal;

  it('aborts with the first of several signals, and with its reason', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const signal = webAnySignal([one.signal, other.signal]);
    expect(signal.aborted).toBe(false);
    other.abort('enough');
    one.abort('late');
    expect(signal.reason).toBe('enough');
  });

  it('is aborted from the start when one of them is', () => {
    const signal = webAnySignal([new AbortController().signal, AbortSignal.abort('before')]);
    expect(signal.reason).toBe('before');
  });
});

it('a host without crypto gets random bytes for ids', () => {
  const { webRandomBytes } = inRealm('./web-random-bytes.ts') as typeof randomBytes;
  const [one, other] = [webRandomBytes(16), webRandomBytes(16)];
  expect([...one]).toHaveLength(16);
  expect([...one]).not.toEqual([...other]);
});

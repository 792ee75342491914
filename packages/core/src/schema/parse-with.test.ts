import { describe, expect, it } from 'vitest';
import { parseWith, toPointer } from './parse-with.ts';
import type { SchemaResult, StandardSchema } from './standard-schema.ts';

const schema = (
  result: SchemaResult<string> | Promise<SchemaResult<string>>,
): StandardSchema<unknown, string> => ({
  '~standard': { version: 1, vendor: 'test', validate: () => result },
});

describe('checking a value', () => {
  it('gives what the schema made of it', async () => {
    expect(await parseWith(schema({ value: 'made' }), 'given')).toEqual({
      ok: true,
      value: 'made',
    });
  });

  it('waits for a schema that takes its time', async () => {
    expect(await parseWith(schema(Promise.resolve({ value: 'made' })), 'given')).toMatchObject({
      ok: true,
    });
  });

  it('lets everything pass without a schema', async () => {
    expect(await parseWith(undefined, 4)).toEqual({ ok: true, value: 4 });
  });

  it('points at what is wrong', async () => {
    const issues = [
      { message: 'odd', path: ['traits', { key: 0 }, 'a/b'] },
      { message: 'all of it' },
    ];
    expect(await parseWith(schema({ issues }), 'given')).toEqual({
      ok: false,
      issues: [
        { pointer: '/traits/0/a~1b', message: 'odd' },
        { pointer: '', message: 'all of it' },
      ],
    });
  });

  it('writes pointers as RFC 6901 does', () => {
    expect(toPointer(['m~n', 'a/b', 0, ''])).toBe('/m~0n/a~1b/0/');
  });
});

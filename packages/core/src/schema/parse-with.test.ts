import { describe, expect, it } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { CONFLICT } from '../failures/kinds/http.ts';
import { parseWith } from './parse-with.ts';
import type { SchemaResult, StandardSchema } from './standard-schema.ts';

const schema = (
  result: SchemaResult<string> | Promise<SchemaResult<string>>,
): StandardSchema<unknown, string> => ({
  '~standard': { version: 1, vendor: 'test', validate: () => result },
});

describe('checking a value', () => {
  it('gives the output of the schema', async () => {
    expect(await parseWith(schema({ value: 'made' }), 'given')).toEqual({
      ok: true,
      value: 'made',
    });
  });

  it('waits for an asynchronous schema', async () => {
    expect(await parseWith(schema(Promise.resolve({ value: 'made' })), 'given')).toMatchObject({
      ok: true,
    });
  });

  it('lets every value pass without a schema', async () => {
    expect(await parseWith(undefined, 4)).toEqual({ ok: true, value: 4 });
  });

  it('points at each issue', async () => {
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

  it.each<[string, unknown]>([
    ['an object', {}],
    ['a schema of another kind', { parse: () => 1 }],
    ['a function', () => true],
    ['text', 'string'],
    ['one without a way to check', { '~standard': { version: 1 } }],
    [
      'one that cannot be read',
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no');
          },
        },
      ),
    ],
  ])(
    'refuses %s that is no Standard Schema, by name and with examples of one',
    async (_title, wrong) => {
      await expect(parseWith(wrong as never, 'given')).rejects.toMatchObject({
        ...{ code: 'DEFECT', effect: 'none' },
        details: { remedy: expect.stringMatching(/^Give a Standard Schema/) },
      });
    },
  );

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('mine');
      },
    ],
    [
      'throws nothing at all',
      () => {
        throw undefined;
      },
    ],
    ['rejects', () => Promise.reject(new Error('mine'))],
    ['answers nothing', () => undefined],
    ['answers text', () => 'yes'],
    ['answers an object without a value', () => ({})],
    ['answers issues that are none', () => ({ issues: 7 })],
    ['answers issues without a message', () => ({ issues: [{}] })],
    ['answers an issue that is nothing', () => ({ issues: [null] })],
    ['answers a path that is none', () => ({ issues: [{ message: 'a', path: 7 }] })],
  ])('names a defect when a schema %s', async (_title, validate) => {
    const broken = { '~standard': { version: 1, vendor: 'test', validate } };
    await expect(parseWith(broken as never, 'given')).rejects.toMatchObject({
      ...{ code: 'DEFECT', effect: 'none', details: { remedy: expect.any(String) } },
    });
  });

  it('passes on a failure that a schema threw', async () => {
    const own = new Failure(CONFLICT);
    const throwing = {
      '~standard': { version: 1, vendor: 'test', validate: () => Promise.reject(own) },
    };
    await expect(parseWith(throwing as never, 'given')).rejects.toBe(own);
  });
});

import { isFailure } from '@holdfast/core';
import { createVirtualPlatform } from '@holdfast/testing';
import { catalogue } from '@holdfast/core/failures';
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import * as z from 'zod';
import { createConfiguration } from './create-configuration.ts';
import { type Environment, readEnvironment } from './read-environment.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const schema = z.object({
  PORT: z.string().regex(/^\d+$/, 'must be a number').default('5280'),
  LOG: z.enum(['all', 'none'], 'must be all or none').default('none'),
  LIMIT: z.string().regex(/^\d+$/, 'must be a number').transform(Number).default(60),
  DATABASE_URL: z.url('must be a URL').optional(),
});

const setUp = async (initial: Environment = {}) => {
  let environment = initial;
  const configuration = await createConfiguration({
    schema,
    read: () => environment,
    reloadable: ['LOG', 'LIMIT'],
  });
  return { configuration, change: (next: Environment) => (environment = next) };
};

it('has its defaults, and takes an empty variable for none', async () => {
  const { configuration } = await setUp({ PORT: '0', LOG: ' ', OTHER: 'ignored' });
  expect(configuration.getSnapshot()).toEqual({ PORT: '0', LOG: 'none', LIMIT: 60 });
});

it('names every mistake at once, and repeats no value', async () => {
  const wrong = setUp({ PORT: 'x', LOG: 'loud', DATABASE_URL: 'hunter2' });
  const failure = await wrong.catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'CONFIGURATION_INVALID',
    details: {
      issues: [
        { pointer: '/PORT', message: 'must be a number' },
        { pointer: '/LOG', message: 'must be all or none' },
        { pointer: '/DATABASE_URL', message: 'must be a URL' },
      ],
    },
  });
  expect(JSON.stringify(failure)).not.toContain('hunter2');
});

it('is whole, or refused with the names of the wrong variables, in every environment', async () => {
  const names = fc.oneof(
    { arbitrary: fc.constantFrom('PORT', 'LOG', 'LIMIT', 'DATABASE_URL', '__proto__'), weight: 4 },
    { arbitrary: fc.string(), weight: 1 },
  );
  const values = fc.oneof(
    fc.constantFrom('80', 'all', 'none', ' ', '', 'postgres://localhost/a'),
    fc.string({ unit: 'binary' }),
    fc.constant('9'.repeat(10_000)),
  );
  const defaults = schema.parse({});
  const own = Object.getOwnPropertyNames(Object.prototype);
  await fc.assert(
    fc.asyncProperty(fc.dictionary(names, values, { maxKeys: 5 }), async (environment) => {
      const read = await readEnvironment(schema, environment).catch((error: unknown) => error);
      const issues = isFailure(read, catalogue.CONFIGURATION_INVALID) ? read.details.issues : [];
      const { PORT, LOG } = issues.length > 0 ? defaults : (read as typeof defaults);
      expect(/^\d+$/.test(PORT) && ['all', 'none'].includes(LOG)).toBe(true);
      expect(
        issues.filter(({ pointer }) => !Object.hasOwn(schema.shape, pointer.slice(1))),
      ).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(own);
});

it('applies the variables that may change while it runs, and names those that wait for a restart', async () => {
  const { configuration, change } = await setUp({ PORT: '80' });
  const seen: unknown[] = [];
  configuration.subscribe(() => seen.push(configuration.getSnapshot().LIMIT));
  change({ PORT: '81', LIMIT: '5', DATABASE_URL: 'postgres://db/x' });
  expect(await configuration.reload()).toEqual({
    kind: 'applied',
    changed: ['LIMIT'],
    waiting: ['PORT', 'DATABASE_URL'],
  });
  expect(configuration.getSnapshot()).toEqual({ PORT: '80', LOG: 'none', LIMIT: 5 });
  expect(seen).toEqual([5]);
});

it('tells no listener when nothing may change or nothing did', async () => {
  const { configuration, change } = await setUp();
  configuration.subscribe(() => expect.unreachable());
  expect(await configuration.reload()).toEqual({ kind: 'applied', changed: [], waiting: [] });
  change({ PORT: '81' });
  expect(await configuration.reload()).toMatchObject({ waiting: ['PORT'] });
});

it('keeps everything as it was when a reload is bad, and names why', async () => {
  const { configuration, change } = await setUp({ LIMIT: '7' });
  change({ LIMIT: '5', LOG: 'loud' });
  expect(await configuration.reload()).toMatchObject({
    kind: 'refused',
    failure: { code: 'CONFIGURATION_INVALID', details: { issues: [{ pointer: '/LOG' }] } },
  });
  expect(configuration.getSnapshot().LIMIT).toBe(7);
});

it('keeps everything as it was when it cannot be read at all', async () => {
  let readable = true;
  const configuration = await createConfiguration({
    schema,
    read: async () => {
      if (!readable) throw Object.assign(new Error('no such file'), { code: 'ENOENT' });
      return {};
    },
    reloadable: ['LOG'],
  });
  readable = false;
  expect(await configuration.reload()).toMatchObject({ kind: 'refused' });
  expect(configuration.getSnapshot().LOG).toBe('none');
});

it('a reload whose source never answers is refused with TIMEOUT, and the next one is applied', async () => {
  const platform = createVirtualPlatform();
  const answers: (Environment | Promise<Environment>)[] = [
    {},
    new Promise<Environment>(() => {}),
    { LIMIT: '5' },
  ];
  const configuration = await createConfiguration({
    ...{ schema, reloadable: ['LIMIT'], platform },
    read: () => answers.shift() ?? {},
  });
  const hanging = configuration.reload();
  await platform.advance(30_000);
  expect(await hanging).toMatchObject({ kind: 'refused', failure: { code: 'TIMEOUT' } });
  expect(await configuration.reload()).toMatchObject({ kind: 'applied', changed: ['LIMIT'] });
  expect(platform.pending()).toBe(0);
});

it('keeps what the last reload read, although an earlier one reads for longer', async () => {
  const first = Promise.withResolvers<Environment>();
  const reads: (Environment | Promise<Environment>)[] = [{}, first.promise, { LIMIT: '2' }];
  const read = (): Environment | Promise<Environment> => reads.shift() ?? {};
  const configuration = await createConfiguration({ schema, read, reloadable: ['LIMIT'] });
  const reloads = [configuration.reload(), configuration.reload()];
  first.resolve({ LIMIT: '1' });
  expect(await Promise.all(reloads)).toMatchObject([{ kind: 'applied' }, { kind: 'applied' }]);
  expect(configuration.getSnapshot().LIMIT).toBe(2);
});

it.each([
  ['a set', (text: string) => new Set(text)],
  ['a map', (text: string) => new Map([[text, 1]])],
  ['a pattern', (text: string) => new RegExp(text)],
  ['a number without an end', (text: string) => (text === '1' ? Infinity : -Infinity)],
  ['a large number', BigInt],
])('applies a variable that its schema makes %s of', async (_, make) => {
  let environment = { VALUE: '1' };
  const configuration = await createConfiguration({
    schema: z.object({ VALUE: z.string().transform((text): unknown => make(text)) }),
    read: () => environment,
    reloadable: ['VALUE'],
  });
  expect(await configuration.reload()).toMatchObject({ kind: 'applied', changed: [] });
  environment = { VALUE: '2' };
  expect(await configuration.reload()).toMatchObject({ changed: ['VALUE'] });
  expect(configuration.getSnapshot()).toEqual({ VALUE: make('2') });
});

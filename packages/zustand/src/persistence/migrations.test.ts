import { createVirtualPlatform, memoryDrafts } from '@holdfast/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createStore } from 'zustand/vanilla';
import { persistSlice } from './persist-slice.ts';
import type { PersistOptions } from './persist-options.ts';

interface Reader {
  readonly theme: 'light' | 'dark';
  readonly size: number;
  readonly recent: readonly string[];
}
type Steps = NonNullable<PersistOptions<Reader>['migrations']>;
const INITIAL: Reader = { theme: 'light', size: 16, recent: [] };
const migrations: Steps = [
  // Version 1 has a theme in place of a flag.
  ({ night, ...rest }) => ({ ...rest, theme: night ? 'dark' : 'light' }),
  // Version 2 remembers several stories.
  ({ last, ...rest }: { readonly last?: string }) => ({ ...rest, recent: last ? [last] : [] }),
];
const schema = z.object({
  theme: z.enum(['light', 'dark']),
  size: z.number(),
  recent: z.array(z.string()),
});

/** The data that each version of the app has stored for the same user. */
const EVERY_VERSION = [
  { night: true, size: 20, last: 'lighthouse' },
  { theme: 'dark', size: 20, last: 'lighthouse' },
  { theme: 'dark', size: 20, recent: ['lighthouse'] },
];

async function stored(version: number, values: object) {
  const drafts = memoryDrafts();
  const revisions = Object.fromEntries(Object.keys(values).map((name) => [name, 1]));
  const rest = { revision: 1, savedAt: 0, value: { values, revisions } };
  await drafts.save({ owner: '', key: 'reader', version, ...rest });
  return drafts;
}
async function open(
  store: ReturnType<typeof memoryDrafts>,
  more: Partial<PersistOptions<Reader>> = {},
) {
  const reader = createStore<Reader>()(() => INITIAL);
  const platform = createVirtualPlatform();
  const part = persistSlice<Reader>({ store, migrations, schema, platform, ...more });
  const { status } = part.attach({ name: 'reader', ...reader });
  const flush = (): Promise<void> => status.getSnapshot().flush();
  await flush();
  return { reader, status, flush };
}

describe('data of an older version', () => {
  it('has an example for each version in this test', () => {
    expect(EVERY_VERSION).toHaveLength(migrations.length + 1);
  });

  it.each(EVERY_VERSION.entries().toArray())(
    'is migrated from version %i, one step at a time',
    async (version, values) => {
      const drafts = await stored(version, values);
      const { reader, status, flush } = await open(drafts);
      expect(status.getSnapshot().kind).toBe('ready');
      expect(reader.getState()).toEqual({ theme: 'dark', size: 20, recent: ['lighthouse'] });
      reader.setState({ size: 21 });
      await flush();
      expect(drafts.peek('', 'reader')).toMatchObject({
        version: 2,
        value: { values: { theme: 'dark', size: 21, recent: ['lighthouse'] } },
      });
    },
  );

  it('is migrated also in the members that were never changed', async () => {
    const { reader } = await open(await stored(0, { size: 20 }));
    expect(reader.getState()).toEqual({ theme: 'light', size: 20, recent: [] });
  });

  it.each<[string, Steps]>([
    [
      'throws',
      [
        () => {
          throw new Error('a mistake');
        },
        (data) => data,
      ],
    ],
    ['gives no object', [() => 'dark' as never, (data) => data]],
    ['is gone', [undefined, (data) => data]],
  ])('is set aside as it was when a step %s', async (_, steps) => {
    const drafts = await stored(0, { night: true });
    const { reader, status } = await open(drafts, { migrations: steps });
    expect(status.getSnapshot()).toMatchObject({ kind: 'quarantined', reason: 'invalid' });
    expect(reader.getState()).toEqual(INITIAL);
    expect(drafts.quarantined).toMatchObject([
      { record: { version: 0, value: { values: { night: true } } } },
    ]);
  });
});

describe('data of this version', () => {
  it('keeps members that only other code knows, while this code changes its own', async () => {
    const drafts = await stored(2, { size: 20, voice: 'calm' });
    const { reader, flush } = await open(drafts);
    expect(reader.getState()).not.toHaveProperty('voice');
    reader.setState({ theme: 'dark' });
    await flush();
    expect(drafts.peek('', 'reader')?.value).toMatchObject({
      values: { size: 20, voice: 'calm', theme: 'dark' },
    });
  });

  it('never replaces an action of the store', async () => {
    const drafts = await stored(0, { size: 20, grow: 'a word' });
    const reader = createStore(() => ({ size: 16, grow: () => {} }));
    const { status } = persistSlice<{ readonly size: number }>({ store: drafts }).attach({
      name: 'reader',
      ...reader,
    });
    await status.getSnapshot().flush();
    expect(reader.getState()).toEqual({ size: 20, grow: expect.any(Function) as unknown });
  });

  it('comes back `undefined` where the user emptied a member, also from JSON', async () => {
    const { values, revisions } = { values: {}, revisions: { last: 1 } };
    const drafts = memoryDrafts();
    await drafts.save({
      owner: '',
      key: 'page',
      version: 0,
      revision: 1,
      savedAt: 0,
      value: { values, revisions },
    });
    const page = createStore<{ last?: string | undefined }>(() => ({ last: 'lighthouse' }));
    const { status } = persistSlice<{ last?: string | undefined }>({ store: drafts }).attach({
      name: 'page',
      ...page,
    });
    await status.getSnapshot().flush();
    expect(page.getState()).toEqual({ last: undefined });
  });
});

import { defineWrite } from '@holdfast/core';
import type { AnyWrite } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import { recordOf, type StoredEntry } from '../outbox/entry-record.ts';
import { entry as newEntry } from '../outbox/outbox-stage.contract.ts';
import { migrateEntries } from './migrate-entries.ts';

const write = (version: number, migrate?: Record<number, (old: never) => unknown>): AnyWrite =>
  defineWrite('note.add', {
    request: (json: unknown) => ({ method: 'PUT', path: 'notes/7', json }),
    offline: 'queue',
    version,
    ...(migrate && { migrate }),
  });
const entry = (change: Partial<StoredEntry> = {}): StoredEntry => ({
  ...recordOf(newEntry('a', { input: { text: 'x' } }), 5),
  ...{ seq: 1, ...change },
});
const base = 'https://app.example/api/';
const two = write(3, {
  2: ({ text }: { text: string }) => ({ body: text }),
  3: ({ body }: { body: string }) => ({ body, tags: [] }),
});
const blockedFor = (reason: string) => ({
  kind: 'kept',
  entry: {
    state: {
      kind: 'blocked',
      reason: 'schema',
      failure: { code: 'ENTRY_NOT_MIGRATED', details: { reason } },
    },
  },
});

describe('an entry of an older version', () => {
  it('that was never sent is migrated step by step, and sent as the operation of this version says', () => {
    const ready = migrateEntries([two]).rule(entry(), base);
    expect(ready).toMatchObject({
      ...{ id: 'a', key: 'a', version: 3, input: { body: 'x', tags: [] } },
      request: {
        ...{ method: 'PUT', url: `${base}notes/7` },
        body: '{"body":"x","tags":[]}',
      },
    });
    const half = entry({ version: 2, input: { body: 'y' } });
    expect(migrateEntries([two]).rule(half, base)).toMatchObject({
      input: { body: 'y', tags: [] },
    });
  });

  it('that was sent is repeated as it is', () => {
    const sent = entry({ sends: 1 });
    expect(migrateEntries([two]).rule(sent, base)).toBe(sent);
  });

  it('stays as it is when its operation has no migrations', () => {
    const old = entry();
    expect(migrateEntries([write(2)]).rule(old, base)).toBe(old);
  });

  it('is blocked when a migration throws, and goes on when newer code can migrate it', () => {
    const broken = write(2, {
      2: () => {
        throw new RangeError('no');
      },
    });
    const step = migrateEntries([broken]).rule(entry(), base);
    expect(step).toMatchObject(blockedFor('threw'));
    expect(step).toMatchObject({
      entry: {
        input: { text: 'x' },
        version: 1,
        state: { failure: { cause: { name: 'RangeError' } } },
      },
    });
    const blocked = step && 'entry' in step ? step.entry : entry();
    expect(migrateEntries([broken]).rule(blocked, base)).toEqual({ kind: 'unchanged' });
    expect(migrateEntries([two]).rule(blocked, base)).toMatchObject({
      ...{ state: { kind: 'queued' }, version: 3 },
    });
  });

  it('is blocked when a migration returns an input that no outbox can keep', () => {
    const broken = write(2, { 2: () => ({ text: () => {} }) });
    expect(migrateEntries([broken]).rule(entry(), base)).toMatchObject(blockedFor('threw'));
  });
});

describe('an entry of a newer version', () => {
  const newer = entry({ version: 4 });
  it('is blocked for this code, and goes on when newer code opens', () => {
    const step = migrateEntries([two]).rule(newer, base);
    expect(step).toMatchObject(blockedFor('newer'));
    const blocked = step && 'entry' in step ? step.entry : newer;
    expect(migrateEntries([two]).rule(blocked, base)).toEqual({ kind: 'unchanged' });
    expect(migrateEntries([write(4)]).rule(blocked, base)).toMatchObject({
      ...{ state: { kind: 'queued' }, version: 4, request: newer.request },
    });
  });

  it('is repeated by any code once it was sent', () => {
    const sent = entry({ version: 4, sends: 1 });
    expect(migrateEntries([two]).rule(sent, base)).toBe(sent);
  });
});

it('an entry of an unknown operation is blocked only when the app says that its code is required', () => {
  const unknown = entry({ operation: 'story.add' });
  expect(migrateEntries([two]).rule(unknown, base)).toBe(unknown);
  const strict = migrateEntries([two], { isRequired: (name) => name.startsWith('story.') });
  const step = strict.rule(unknown, base);
  expect(step).toMatchObject(blockedFor('unknown'));
  const blocked = step && 'entry' in step ? step.entry : unknown;
  expect(strict.rule(blocked, base)).toEqual({ kind: 'unchanged' });
  expect(migrateEntries([two]).rule(blocked, base)).toMatchObject({ state: { kind: 'queued' } });
});

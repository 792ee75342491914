import type { Bytes } from '@holdfast/core/parts';
import { describe, expect, it } from 'vitest';
import { recordOf, type LedgerRecord, type StoredEntry } from '../outbox/entry-record.ts';
import { entry as newEntry } from '../outbox/outbox-stage.contract.ts';
import { openBody, openEnd, openEntry, sealEntry, sealValue } from './sealed-entry.ts';
import { webNewKey } from './web-cipher.ts';

const secret = 'the secret of Ada';
const entry = (body: string | Bytes | null = secret, input: unknown = { secret }): StoredEntry => ({
  ...recordOf(newEntry('a', { input }), 5),
  seq: 1,
  request: { ...newEntry('a').request, url: 'https://app.example/ada?q=1', body },
});
const textIn = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    one instanceof Uint8Array ? String.fromCodePoint(...one.subarray(0, 1_000)) : one,
  );
const end = (value: unknown): LedgerRecord => ({
  ...{ id: 'a', owner: 'ann', settledAt: 1 },
  settlement: { kind: 'applied', value, replayed: false },
});

describe('a sealed entry', () => {
  it.each<[string, string | Bytes | null]>([
    ['a short text', secret],
    ['a long text', secret.repeat(2_000)],
    ['bytes', new TextEncoder().encode(secret)],
    ['no body', null],
  ])('with %s shows only its origin, and comes back whole under its key', async (_title, body) => {
    const key = await webNewKey();
    const sealed = await sealEntry(key, entry(body));
    expect(textIn(sealed)).not.toContain('secret');
    expect(sealed.request).toMatchObject({ url: 'https://app.example', headers: {} });
    expect(await openEntry(key, sealed)).toEqual(entry(body));
  });

  it('whose body lies apart comes back without it, and keeps its type until the body is read', async () => {
    const key = await webNewKey();
    const body = secret.repeat(2_000);
    const sealed = await sealEntry(key, entry(body));
    const cipher = sealed.request.body as Bytes;
    const apart = { ...sealed, request: { ...sealed.request, body: null } };
    const opened = await openEntry(key, apart);
    expect(opened).toMatchObject({ input: { secret }, request: { body: null } });
    // A change of the entry seals it again, and its body stays as it is.
    const again = await openEntry(key, await sealEntry(key, { ...opened, sends: 1 }));
    expect(await openBody(key, again, cipher)).toEqual({ ...entry(body), sends: 1 });
  });

  it('is corrupt without its key, under another one and in the place of another entry', async () => {
    const key = await webNewKey();
    const sealed = await sealEntry(key, entry(new Uint8Array(3)));
    const cipher = sealed.request.body as Bytes;
    const corrupt = { code: 'STORAGE_CORRUPT' };
    await expect(openEntry(undefined, sealed)).rejects.toMatchObject(corrupt);
    await expect(openEntry(await webNewKey(), sealed)).rejects.toMatchObject(corrupt);
    await expect(openEntry(key, { ...sealed, id: 'b' })).rejects.toMatchObject(corrupt);
    await expect(openEntry(key, { ...sealed, owner: 'bob' })).rejects.toMatchObject(corrupt);
    await expect(openBody(undefined, entry(null), cipher)).rejects.toMatchObject(corrupt);
    await expect(openBody(key, { ...entry(null), id: 'b' }, cipher)).rejects.toMatchObject(corrupt);
  });

  it('that was never sealed is read as it is', async () => {
    expect(await openEntry(undefined, entry())).toEqual(entry());
  });

  it('is refused by name when its input cannot be written down', async () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    await expect(sealEntry(await webNewKey(), entry(secret, loop))).rejects.toMatchObject({
      details: { issues: [{ pointer: '/input' }] },
    });
  });
});

describe('a sealed answer', () => {
  const asking = { ...entry(), expectation: { accept: 'json', idPointer: '/data/id' } } as const;

  it('shows only the id that its entry asked for, and comes back whole under its key', async () => {
    const key = await webNewKey();
    const value = { data: { id: 7, secret } };
    const sealed = await sealValue(key, value, asking);
    expect(sealed).toMatchObject({ data: { id: 7 } });
    expect(textIn(sealed)).not.toContain('secret');
    expect(await openEnd(key, end(sealed))).toEqual(end(value));
    await expect(openEnd(undefined, end(sealed))).rejects.toMatchObject({
      code: 'STORAGE_CORRUPT',
    });
  });

  it('shows nothing when its entry asked for no id, or the answer has none', async () => {
    const key = await webNewKey();
    for (const value of [{ data: { secret } }, undefined, secret]) {
      expect(Object.keys(await sealValue(key, value, asking))).toEqual(['sealed']);
    }
    expect(Object.keys(await sealValue(key, { id: 7 }, entry()))).toEqual(['sealed']);
  });

  it('can be told apart from ends that were never sealed', async () => {
    const cancelled: LedgerRecord = { ...end(1), settlement: { kind: 'cancelled' } };
    for (const record of [cancelled, end(1), end(null), end({ sealed: 'no bytes' })]) {
      expect(await openEnd(undefined, record)).toBe(record);
    }
  });
});

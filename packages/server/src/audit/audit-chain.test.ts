import { beforeEach, describe, expect, it } from 'vitest';
import { verifyAudit } from './audit-chain.ts';
import type { AuditEntry } from './audit-event.ts';
import { memoryAuditStore } from './memory-audit-store.ts';

const pagesOf = (entries: readonly AuditEntry[]) => ({
  read: async ({ after, limit }: { after: number; limit: number }) =>
    entries.filter(({ seq }) => seq > after).slice(0, limit),
});

describe('a chain of entries', () => {
  let entries: AuditEntry[];
  beforeEach(async () => {
    const store = memoryAuditStore();
    for (let at = 1; at <= 600; at += 1) {
      await store.append({ at, kind: 'sign-in', facts: { subject: String(at), address: '::1' } });
    }
    entries = [...(await store.read({ after: 0, limit: 600 }))];
  });

  const replace = (index: number, change: Partial<AuditEntry>): void => {
    entries = entries.map((entry, at) => (at === index ? { ...entry, ...change } : entry));
  };

  it('is intact as it was written, over several pages', async () => {
    const head = { seq: 600, hash: entries[599]?.hash };
    expect(await verifyAudit(pagesOf(entries))).toEqual({ intact: true, head });
  });

  it.each<[string, () => void, number]>([
    ['a time is changed', () => replace(10, { at: 0 }), 11],
    ['a kind is changed', () => replace(10, { kind: 'sign-out' }), 11],
    ['a fact is changed', () => replace(10, { facts: { subject: '12', address: '::1' } }), 11],
    ['a fact is added', () => replace(10, { facts: { subject: '11', address: '::1', code: 'A' } }), 11],
    ['an entry is taken out', () => void entries.splice(10, 1), 11],
    ['the first is taken out', () => void entries.splice(0, 1), 1],
    ['one is replaced by one with a hash of its own', () => replace(10, { ...entries[20], seq: 11 }), 11],
    ['the last number is another', () => replace(599, { seq: 700 }), 600],
    ['a number is doubled', () => replace(10, { seq: 10 }), 10],
  ])('shows when %s', async (_, tamper, seq) => {
    tamper();
    const verdict = await verifyAudit(pagesOf(entries));
    expect(verdict.intact).toBe(false);
    expect(verdict).toMatchObject({ seq: expect.toSatisfy((at: number) => Math.abs(at - seq) <= 1) });
  }); // prettier-ignore

  it('cannot show that its end is missing, but a head that was kept can', async () => {
    const verdict = await verifyAudit(pagesOf(entries.slice(0, 599)));
    expect(verdict).toEqual({ intact: true, head: { seq: 599, hash: entries[598]?.hash } });
  });
});

import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createAudit } from './create-audit.ts';
import type { AuditEvent, AuditKind } from './audit-event.ts';
import { memoryAuditStore } from './memory-audit-store.ts';
import { auditStoreContract } from './audit-store.contract.ts';

// Ten thousand inputs take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

auditStoreContract('memory', async () => {
  const store = memoryAuditStore();
  return { store, other: store, close: async () => {} };
});

const id = '018f3c5e-7b1a-7c3e-9d2b-0a1b2c3d4e5f';

const named = (requestId: string) =>
  new Request('http://test/', { headers: { 'x-request-id': requestId } });

async function written(event: AuditEvent, request?: Request) {
  const store = memoryAuditStore();
  const platform = createVirtualPlatform({ now: 1000 });
  await createAudit({ store, platform })(event, request);
  const [entry] = await store.read({ after: 0, limit: 1 });
  return entry;
}

describe('what is written down', () => {
  it('says when, what and who', async () => {
    expect(await written({ kind: 'sign-in', subject: id, address: '192.0.2.1' })).toMatchObject({
      at: 1000,
      kind: 'sign-in',
      facts: { subject: id, address: '192.0.2.1' },
    });
  });

  it.each([
    ['42'],
    ['203.0.113.9'],
    ['20010db800010002/64'],
    ['2001:db8::1'],
    ['::ffff:192'],
    [`sha256:${'0f'.repeat(16)}`],
    [id.toUpperCase()],
  ])('keeps the identifier %s', async (subject) => {
    expect((await written({ kind: 'sign-out', subject }))?.facts).toEqual({ subject });
  });

  it.each([['mara@example.org'], ['mara'], ['sk-4f3a9c'], [''], [`${id}x`], ['1'.repeat(20)]])(
    'keeps only a hash of %j, the same each time',
    async (subject) => {
      const facts = (await written({ kind: 'sign-out', subject }))?.facts;
      expect(facts?.['subject']).toMatch(/^sha256:[\da-f]{32}$/);
      expect((await written({ kind: 'sign-out', subject }))?.facts).toEqual(facts);
    },
  );

  it('names the request, unless the client named it itself in its own words', async () => {
    const event: AuditEvent = { kind: 'admin-read', actor: id, what: 'blocks' };
    expect((await written(event, named(id)))?.facts['requestId']).toBe(id);
    expect((await written(event, named('my-secret-token')))?.facts).not.toHaveProperty('requestId');
    const ours = (await written(event, new Request('http://test/')))?.facts['requestId'];
    expect(ours).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('private text', () => {
  const secrets = fc.oneof(
    fc.emailAddress(),
    fc.stringMatching(/^eyJ[\w-]{20,40}\.[\w-]{20,40}\.[\w-]{20,40}$/),
    fc.stringMatching(/^(?:sk|ghp|session)[-_=][A-Za-z\d]{20,40}$/),
    fc.stringMatching(/^[a-z]{4,9}(?: [a-z]{4,9}){3,8}$/),
  );
  const kinds: readonly AuditKind[] = [
    'sign-in',
    'sign-in-failed',
    'sign-out',
    'authorisation-refused',
    'blocked',
    'suspended',
    'lifted',
    'admin-read',
  ];
  const fields = ['subject', 'address', 'code', 'party', 'id', 'reason', 'until', 'actor', 'what'];

  it('planted in every field, in fields of no kind and in the request is never written', async () => {
    const planted = fc.record({
      kind: fc.constantFrom(...kinds),
      values: fc.dictionary(
        fc.oneof(
          fc.constantFrom(...fields, 'token', 'cookie', 'email', 'prompt', 'kindly'),
          fc.string().filter((name) => name !== 'kind'),
        ),
        secrets,
        { minKeys: 5 },
      ),
      header: secrets,
    });
    await fc.assert(
      fc.asyncProperty(planted, async ({ kind, values, header }) => {
        const request = new Request('http://test/', {
          headers: {
            'x-request-id': header.replaceAll(/[^\w.:-]/g, '-'),
            cookie: header,
            authorization: header,
          },
        });
        const entry = JSON.stringify(await written({ kind, ...values } as never, request));
        for (const secret of [...Object.values(values), header])
          expect(entry).not.toContain(secret);
      }),
      { numRuns: 2000, seed: 20_261_125 },
    );
  });

  it('is found by the same search where nothing was redacted', () => {
    expect(JSON.stringify({ subject: 'mara@example.org' })).toContain('mara@example.org');
  });
});

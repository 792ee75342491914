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

describe('an audited event', () => {
  it('records the time, the action and the user', async () => {
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
    ['192.0.2.0/24'],
    ['2001:DB8::/32'],
    ['20010DB800010002/64'],
  ])('keeps the identifier %s', async (subject) => {
    expect((await written({ kind: 'sign-out', subject }))?.facts).toEqual({ subject });
  });

  it.each([
    ['mara@example.org'],
    ['mara'],
    ['sk-4f3a9c'],
    [''],
    [`${id}x`],
    [`x${id}`],
    ['1'.repeat(20)],
    ['192.0.2'],
    ['192.0.2.'],
    ['.0.2.1'],
    ['192.0.2.1234'],
    ['1921.0.2.1'],
    ['192.0.2.1/'],
    ['192.0.2.1/1234'],
    ['20010:db8::1'],
    ['2001:00db8::1'],
    ['1:2:3:4:5:6:7:8:9'],
    ['20010db800010002/641'],
    ['120010db800010002/64'],
  ])('keeps only a hash of %j, the same each time', async (subject) => {
    const facts = (await written({ kind: 'sign-out', subject }))?.facts;
    expect(facts?.['subject']).toMatch(/^sha256:[\da-f]{32}$/);
    expect((await written({ kind: 'sign-out', subject }))?.facts).toEqual(facts);
  });

  const address = '192.0.2.1';
  it.each<AuditEvent>([
    { kind: 'sign-in', subject: id, address },
    { kind: 'sign-in-failed', subject: id, address },
    { kind: 'sign-out', subject: id, address },
    { kind: 'authorisation-refused', code: 'FORBIDDEN', subject: id, address },
    ...(['address', 'user', 'sign-in'] as const).flatMap((party): AuditEvent[] => [
      { kind: 'blocked', party, id, reason: 'guessing', until: 2000 },
      { kind: 'lifted', actor: id, party, id },
    ]),
    ...['attack', 'attack-in-prose', 'sign-in-failed', 'guessing', 'key-reused'].map(
      (reason): AuditEvent => ({ kind: 'suspended', subject: id, reason, until: 2000 }),
    ),
    { kind: 'admin-read', actor: id, what: 'blocks' },
    { kind: 'admin-read', actor: id, what: 'events' },
  ])('keeps all that its kind has: %j', async (event) => {
    const { kind, ...facts } = event;
    expect(await written(event)).toMatchObject({ kind, facts });
    expect(Object.keys((await written(event))?.facts ?? {})).toEqual(
      expect.arrayContaining(Object.keys(facts)),
    );
  });

  it.each<[string, object]>([
    ['a party nobody knows', { kind: 'lifted', party: 'company' }],
    ['a reason in free words', { kind: 'suspended', reason: 'wrote of dragons' }],
    ['an endless block', { kind: 'suspended', until: Infinity }],
    ['a time in words', { kind: 'suspended', until: '2000' }],
    ['a page nobody knows', { kind: 'admin-read', what: 'passwords' }],
    ['a code in small letters', { kind: 'authorisation-refused', code: 'Forbidden' }],
    ['a code of two letters', { kind: 'authorisation-refused', code: 'NO' }],
    ['a code of 41 letters', { kind: 'authorisation-refused', code: 'N'.repeat(41) }],
    ['a code that is none', { kind: 'authorisation-refused', code: ['FORBIDDEN'] }],
    ['somebody who is no text', { kind: 'sign-in', subject: 7, address: [address] }],
    ['what another kind has', { kind: 'sign-in', actor: id, until: 2000, party: 'user' }],
  ])('leaves out %s', async (_, event) => {
    expect((await written(event as AuditEvent))?.facts).toEqual({});
  });

  it('names the request, unless the client named it itself in its own words', async () => {
    const event: AuditEvent = { kind: 'admin-read', actor: id, what: 'blocks' };
    expect((await written(event, named(id)))?.facts['requestId']).toBe(id);
    expect((await written(event, named('my-secret-token')))?.facts).not.toHaveProperty('requestId');
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traced = new Request('http://test/', {
      headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
    });
    expect((await written(event, traced))?.facts['traceId']).toBe(trace);
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

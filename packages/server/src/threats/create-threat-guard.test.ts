import { catalogue, Failure, type FailureKind } from '@holdfast/core';
import type { TelemetryEvent } from '@holdfast/core/telemetry';
import { createVirtualPlatform } from '@holdfast/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAudit } from '../audit/create-audit.ts';
import { memoryAuditStore } from '../audit/memory-audit-store.ts';
import { createThreatGuard } from './create-threat-guard.ts';
import { memoryThreatStore } from './memory-threat-store.ts';
import type { ThreatStore } from './threat-store.ts';

const MINUTE_MS = 60_000;
const mara = '018f3c5e-7b1a-7c3e-9d2b-0a1b2c3d4e5f';
const there = '192.0.2.1';
const attack = "/people/1'%20OR%20'1'='1";
const script = { text: '<script>alert(1)</script>' };

function withoutRequest(event: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'requestId'));
}

function setUp(store: ThreatStore = memoryThreatStore()) {
  const platform = createVirtualPlatform();
  const told: TelemetryEvent[] = [];
  const audited = memoryAuditStore();
  const audit = createAudit({ store: audited, platform });
  const options = {
    store,
    audit,
    platform,
    sink: (event: TelemetryEvent) => void told.push(event),
  };
  const guard = createThreatGuard(options);
  const other = createThreatGuard(options);
  /** A request from an address, perhaps of somebody signed in, as far as it gets. */
  const ask = async (
    path: string,
    address?: string,
    user?: string,
    by = guard,
  ): Promise<Request> => {
    const request = new Request(`http://test${path}`);
    await by.admit(request, address);
    if (user !== undefined) await by.identify(request, user);
    return request;
  };
  const attackFrom = (address: string) =>
    ask(attack, address).catch((error: Failure) => error.code);
  const failSignIn = async (name: string, address: string): Promise<void> => {
    const request = await ask('/session', address);
    await guard.admitSignIn(request, name);
    await guard.observe(request, new Failure(catalogue.CREDENTIALS_WRONG));
  };
  const events = async () => {
    const entries = await audited.read({ after: 0, limit: 100 });
    return entries.map(({ kind, facts }) => withoutRequest({ kind, ...facts }));
  };
  return { guard, other, platform, told, ask, attackFrom, failSignIn, events };
}

describe('a request', () => {
  it('passes when nothing is wrong with it', async () => {
    const { ask, guard, told, events } = setUp();
    const request = await ask('/people/42', there, mara);
    await guard.inspectBody(request, { name: "O'Brien" });
    await guard.observe(request, new Failure(catalogue.NOT_FOUND));
    await guard.observe(request, new Error('a defect'));
    expect(told).toEqual([]);
    expect(await events()).toEqual([]);
  });

  it('is refused when it shows an attack, and does not say why', async () => {
    const { ask, told } = setUp();
    const refused = await ask(attack, there).catch((error: Failure) => error);
    expect(refused).toMatchObject({ code: 'THREAT_REFUSED', status: 403, details: {} });
    expect(told).toMatchObject([{ type: 'threat.noticed', attack: 'sql', place: 'address' }]);
  });

  it('is refused for what stands in a field, not for what stands in prose', async () => {
    const { ask, guard, told } = setUp();
    const request = await ask('/notes', there, mara);
    await expect(guard.inspectBody(request, script)).rejects.toMatchObject({
      code: 'THREAT_REFUSED',
    });
    await guard.inspectBody(request, script, { prose: ['/text'] });
    expect(told).toMatchObject([{ place: 'field' }, { place: 'prose' }]);
  });

  it('counts against nobody when nobody knows where it comes from', async () => {
    const { ask } = setUp();
    for (let count = 0; count < 10; count += 1) {
      await expect(ask(attack)).rejects.toMatchObject({ code: 'THREAT_REFUSED' });
    }
    await ask('/');
  });
});

describe('an address', () => {
  it('is blocked by its third attack, told when to come back, and let in then', async () => {
    const { attackFrom, ask, platform } = setUp();
    expect([await attackFrom(there), await attackFrom(there)]).toEqual([
      'THREAT_REFUSED',
      'THREAT_REFUSED',
    ]);
    await ask('/', there);
    await attackFrom(there);
    await expect(ask('/', there)).rejects.toMatchObject({
      code: 'ADDRESS_BLOCKED',
      status: 429,
      retryAfterMs: 15 * MINUTE_MS,
    });
    await ask('/', '192.0.2.2');
    await platform.advance(15 * MINUTE_MS);
    await ask('/', there);
  });

  it('is blocked on another server at most two seconds later', async () => {
    const { attackFrom, ask, platform, other } = setUp();
    await ask('/', there, undefined, other);
    for (let count = 0; count < 3; count += 1) await attackFrom(there);
    await platform.advance(2000);
    await expect(ask('/', there, undefined, other)).rejects.toMatchObject({
      code: 'ADDRESS_BLOCKED',
    });
  });

  it('is written down once when it is blocked, however many attacks come at once', async () => {
    const { attackFrom, events, told, platform } = setUp();
    await Promise.all(Array.from({ length: 20 }, () => attackFrom(there)));
    const until = platform.now() + 15 * MINUTE_MS;
    expect(await events()).toEqual([
      { kind: 'blocked', party: 'address', id: there, reason: 'attack', until },
    ]);
    expect(told.filter(({ type }) => type === 'threat.changed')).toMatchObject([
      { party: 'address', state: 'blocked', reason: 'attack', durationMs: 15 * MINUTE_MS },
    ]);
    expect(JSON.stringify(told)).not.toContain(there);
  });
});

describe('a user', () => {
  it('is suspended for attacks from whatever address, and nobody else is', async () => {
    const { ask, guard, events, platform } = setUp();
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      const request = await ask('/notes', address, mara);
      await guard.inspectBody(request, script).catch(() => {});
    }
    await expect(ask('/', '192.0.2.4', mara)).rejects.toMatchObject({
      code: 'ACCOUNT_SUSPENDED',
      status: 403,
      retryAfterMs: 15 * MINUTE_MS,
    });
    await ask('/', '192.0.2.4', '7');
    const until = platform.now() + 15 * MINUTE_MS;
    expect(await events()).toEqual([{ kind: 'suspended', subject: mara, reason: 'attack', until }]);
  });

  it('is suspended for one key reused over and over', async () => {
    const { ask, guard } = setUp();
    const reused = new Failure(catalogue.IDEMPOTENCY_KEY_REUSED);
    for (let count = 0; count < 10; count += 1) {
      await guard.observe(await ask('/notes', `192.0.2.${count}`, mara), reused);
    }
    await expect(ask('/', there, mara)).rejects.toMatchObject({ code: 'ACCOUNT_SUSPENDED' });
  });

  it('is never suspended for what they write in prose', async () => {
    const { ask, guard } = setUp();
    for (let count = 0; count < 200; count += 1) {
      const request = await ask('/notes', there, mara);
      await guard.inspectBody(request, script, { prose: ['/text'] });
    }
    await ask('/', there, mara);
  });
});

describe('signing in', () => {
  it('stops for a name tried too often, not for whoever has that name and is signed in', async () => {
    const { failSignIn, ask, guard } = setUp();
    for (let count = 0; count < 10; count += 1) await failSignIn('Mara', `192.0.2.${count}`);
    const request = await ask('/session', '192.0.2.99');
    await expect(guard.admitSignIn(request, 'MARA')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      retryAfterMs: 5 * MINUTE_MS,
    });
    // Wide letters are the same name to whoever compares names as people read them.
    await expect(guard.admitSignIn(request, 'ＭＡＲＡ')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
    });
    await guard.admitSignIn(request, 'Noor');
    await ask('/', there, mara);
  });

  it('stops for an address that tries many names', async () => {
    const { failSignIn, ask } = setUp();
    for (let count = 0; count < 25; count += 1) await failSignIn(`name ${count}`, there);
    await expect(ask('/session', there)).rejects.toMatchObject({ code: 'ADDRESS_BLOCKED' });
  });

  it('is written down when it fails, without the name', async () => {
    const { failSignIn, events } = setUp();
    await failSignIn('mara@example.org', there);
    const [event] = await events();
    expect(event).toMatchObject({ kind: 'sign-in-failed', address: there });
    expect(event).toHaveProperty('subject', expect.stringMatching(/^sha256:/));
    expect(JSON.stringify(event)).not.toContain('mara@');
  });
});

describe('whoever may not', () => {
  it.each<[FailureKind]>([
    [catalogue.FORBIDDEN],
    [catalogue.SUBJECT_MISMATCH],
    [catalogue.CROSS_SITE_REFUSED],
  ])('is written down: %j', async (kind) => {
    const { ask, guard, events } = setUp();
    await guard.observe(await ask('/', there, mara), new Failure(kind));
    expect(await events()).toEqual([
      { kind: 'authorisation-refused', code: kind.code, address: there, subject: mara },
    ]);
    await guard.observe(new Request('http://test/'), new Failure(kind));
    expect((await events())[1]).toEqual({ kind: 'authorisation-refused', code: kind.code });
  });
});

describe('when the store is out of reach', () => {
  const broken: ThreatStore = {
    ...memoryThreatStore(),
    read: () => Promise.reject(new Failure(catalogue.DATABASE_UNREACHABLE)),
    change: () => Promise.reject(new Failure(catalogue.DATABASE_UNREACHABLE)),
  };

  it('people are let through, attacks are refused all the same, and the sink is told', async () => {
    const { ask, attackFrom, told } = setUp(broken);
    await ask('/', there);
    await ask('/', there);
    expect(told).toMatchObject([
      { type: 'threat.unjudged', failure: { code: 'DATABASE_UNREACHABLE' } },
    ]);
    expect(await attackFrom(there)).toBe('THREAT_REFUSED');
    expect(told.map(({ type }) => type)).toEqual([
      'threat.unjudged',
      'threat.noticed',
      'threat.unjudged',
    ]);
  });

  it('whatever the store throws is told by name', async () => {
    const { ask, told } = setUp({ ...broken, read: () => Promise.reject(new Error('mara')) });
    await ask('/', there);
    expect(told).toMatchObject([{ type: 'threat.unjudged', failure: { code: 'UNKNOWN' } }]);
    expect(JSON.stringify(told)).not.toContain('mara');
  });

  it('a block that was known stays in force', async () => {
    const store = memoryThreatStore();
    let reachable = true;
    const { ask, attackFrom, platform } = setUp({
      ...store,
      read: (party) => (reachable ? store.read(party) : broken.read(party)),
    });
    for (let count = 0; count < 3; count += 1) await attackFrom(there);
    reachable = false;
    await platform.advance(MINUTE_MS);
    await expect(ask('/', there)).rejects.toMatchObject({ code: 'ADDRESS_BLOCKED' });
  });
});

it('needs nothing but a store', async () => {
  const guard = createThreatGuard({ store: memoryThreatStore() });
  const request = new Request(`http://test${attack}`);
  for (let count = 0; count < 3; count += 1) await guard.admit(request, there).catch(() => {});
  await guard.observe(request, new Failure(catalogue.FORBIDDEN));
  await expect(guard.admit(request, there)).rejects.toMatchObject({ code: 'ADDRESS_BLOCKED' });
});

it('gives the same verdict when the sink throws', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  onTestFinished(() => said.mockRestore());
  const guard = createThreatGuard({
    store: { ...memoryThreatStore(), read: () => Promise.reject(new Error('no store')) },
    sink() {
      throw new Error('no sink');
    },
  });
  await expect(guard.admit(new Request('http://test/'), there)).resolves.toBeUndefined();
  const request = new Request(`http://test${attack}`);
  await expect(guard.admit(request)).rejects.toMatchObject({ code: 'THREAT_REFUSED' });
  expect(said).toHaveBeenCalled();
});

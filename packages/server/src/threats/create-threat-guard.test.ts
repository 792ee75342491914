import { Failure } from '@holdfast/core';
import type { FailureKind } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { createVirtualPlatform } from '@holdfast/testing';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createAudit } from '../audit/create-audit.ts';
import { memoryAuditStore } from '../audit/memory-audit-store.ts';
import { createThreatGuard } from './create-threat-guard.ts';
import type { ThreatGuard } from './threat-guard.ts';
import { memoryThreatStore } from './memory-threat-store.ts';
import type { ThreatStore } from './threat-store.ts';
import type { ThreatNotice } from './threat-notice.ts';

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
  const told: ThreatNotice[] = [];
  const audited = memoryAuditStore();
  const audit = createAudit({ store: audited, platform });
  const options = {
    store,
    audit,
    platform,
    sinks: [(notice: ThreatNotice) => void told.push(notice)],
  };
  const guard = createThreatGuard(options);
  const other = createThreatGuard(options);
  /** A request from an address, perhaps of a signed-in user, as far as it gets. */
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
  const failSignIn = async (name: string, address: string, device?: string): Promise<void> => {
    const request = await ask('/session', address);
    const attempt = await guard.admitSignIn(request, name, { device });
    await attempt.failed();
    await guard.observe(request, new Failure(catalogue.CREDENTIALS_WRONG));
  };
  /** How a right guess from an address ends. */
  const signIn = async (name: string, address: string, device?: string): Promise<string> => {
    const request = await ask('/session', address);
    try {
      const attempt = await guard.admitSignIn(request, name, { device });
      await attempt.succeeded();
      return 'signed in';
    } catch (error) {
      return (error as Failure).code;
    }
  };
  const events = async () => {
    const entries = await audited.read({ after: 0, limit: 100 });
    return entries.map(({ kind, facts }) => withoutRequest({ kind, ...facts }));
  };
  return { guard, other, platform, told, ask, attackFrom, failSignIn, signIn, events };
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

  it('counts against no party when its address is unknown', async () => {
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
  it('is suspended for attacks from any address, and no other user is', async () => {
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

  it('is never suspended for their prose', async () => {
    const { ask, guard } = setUp();
    for (let count = 0; count < 200; count += 1) {
      const request = await ask('/notes', there, mara);
      await guard.inspectBody(request, script, { prose: ['/text'] });
    }
    await ask('/', there, mara);
  });
});

describe('signing in', () => {
  it('blocks a name and an address together, not the owner at another address', async () => {
    const { failSignIn, ask, guard, signIn, platform } = setUp();
    for (let count = 0; count < 10; count += 1) await failSignIn('Mara', there);
    const request = await ask('/session', there);
    await expect(guard.admitSignIn(request, 'MARA')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      retryAfterMs: 5 * MINUTE_MS,
    });
    // Wide letters are the same name in a comparison as people read names.
    expect(await signIn('ＭＡＲＡ', there)).toBe('RATE_LIMITED');
    expect(await signIn('Noor', there)).toBe('signed in');
    expect(await signIn('Mara', '192.0.2.99')).toBe('signed in');
    await ask('/', there, mara);
    await platform.advance(5 * MINUTE_MS);
    expect(await signIn('Mara', there)).toBe('signed in');
  });

  it('slows down guesses from many addresses at one name, and its owner still gets in', async () => {
    const { failSignIn, signIn, platform } = setUp();
    let guesses = 0;
    for (let count = 0; count < 120; count += 1) {
      const guessed = failSignIn('Mara', `192.0.2.${count % 12}`);
      guesses += await guessed.then(
        () => 1,
        () => 0,
      );
    }
    expect(guesses).toBeLessThan(100);
    // From an address without guesses, and without a cookie.
    expect(await signIn('Mara', '198.51.100.7')).toBe('signed in');
    // An even larger crowd is limited to eleven guesses an hour.
    const ofCrowd = async (from: number, to: number): Promise<number> => {
      let made = 0;
      for (let count = from; count < to; count += 1) {
        const guessed = failSignIn('Mara', `2001:db8::${count.toString(16)}`);
        made += await guessed.then(
          () => 1,
          () => 0,
        );
      }
      return made;
    };
    expect(guesses + (await ofCrowd(0, 200))).toBeLessThanOrEqual(100);
    await platform.advance(60 * MINUTE_MS);
    expect(await ofCrowd(200, 400)).toBeLessThanOrEqual(12);
  });

  it('never blocks a device or an address that signed in before because of strangers', async () => {
    const { failSignIn, signIn } = setUp();
    expect(await signIn('Mara', there)).toBe('signed in');
    for (let count = 0; count < 150; count += 1) {
      await failSignIn('Mara', `2001:db8::${count.toString(16)}`).catch(() => {});
    }
    expect(await signIn('Mara', '198.51.100.7')).toBe('RATE_LIMITED');
    expect(await signIn('Mara', '198.51.100.8', 'a device of hers')).toBe('signed in');
    expect(await signIn('Mara', there)).toBe('signed in');
  });

  it('blocks a known device as well when it guesses', async () => {
    const { failSignIn, signIn } = setUp();
    for (let count = 0; count < 10; count += 1) await failSignIn('Mara', there, 'stolen');
    expect(await signIn('Mara', '192.0.2.7', 'stolen')).toBe('RATE_LIMITED');
    expect(await signIn('Mara', there, 'another')).toBe('signed in');
  });

  it('counts guesses before they are compared, so only ten of a hundred at once pass', async () => {
    const { ask, guard } = setUp();
    const request = await ask('/session', there);
    const attempts = await Promise.allSettled(
      Array.from({ length: 100 }, () => guard.admitSignIn(request, 'Mara')),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });

  it('does not count a guess that was not compared, or one that was right', async () => {
    const { ask, guard, failSignIn, signIn, events } = setUp();
    for (let count = 0; count < 30; count += 1) {
      const attempt = await guard.admitSignIn(await ask('/session', there), 'Mara');
      await (count % 2 === 0 ? attempt.withdrawn() : attempt.succeeded());
    }
    for (let count = 0; count < 9; count += 1) await failSignIn('Mara', there);
    expect(await signIn('Mara', there)).toBe('signed in');
    expect((await events()).filter(({ kind }) => kind === 'blocked')).toEqual([]);
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

const send = (guard: ThreatGuard, path: string, headers: Record<string, string>, method = 'GET') =>
  guard.admit(new Request(`http://test${path}`, { method, headers }), there).then(
    () => 'admitted',
    (error: Failure) => error.code,
  );

describe('a request that a page of a stranger makes a browser send', () => {
  const path = '/?q=%3Cscript%3Ealert(1)%3C/script%3E';
  const own = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' };
  const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:60.0) Gecko/20100101' };

  it.each<[string, Record<string, string>]>([
    ['an image', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }],
    ['an image of a sibling site', { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }],
    ['a font', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', origin: 'https://evil.example' }],
    ['a frame', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
    ['a link that is followed', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }],
    ['a page that is fetched ahead', { 'sec-fetch-site': 'cross-site', 'sec-purpose': 'prefetch;prerender' }],
    ['a link in a mail', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    ['an image in a text on a page of our own', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors' }],
    ['a beacon of an old browser', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['an image of an old browser', { ...firefox, referer: 'https://evil.example/' }],
    ['an image of an old browser that says nothing', firefox],
    ['a socket', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'websocket', origin: 'https://evil.example' }],
  ])('blocks no visitor: %s', async (_, headers) => {
    const { guard } = setUp();
    for (let count = 0; count < 10; count += 1) await send(guard, path, headers);
    expect(await send(guard, '/', own)).toBe('admitted');
    expect(await send(guard, '/', {})).toBe('admitted');
  }); // prettier-ignore

  it('is refused while it continues, so that it does not get past the limits', async () => {
    const { guard } = setUp();
    const headers = { 'sec-fetch-site': 'cross-site' };
    for (let count = 0; count < 3; count += 1) {
      expect(await send(guard, path, headers)).toBe('THREAT_REFUSED');
    }
    expect(await send(guard, '/', headers)).toBe('ADDRESS_BLOCKED');
  });

  it.each<[string, Record<string, string>, string]>([
    ['a script of our own page', own, 'GET'],
    ['a beacon of our own page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'no-cors' }, 'POST'],
    ['no browser at all', { 'user-agent': 'curl/8.14.1' }, 'GET'],
    ['an old browser that shows our own field', { ...firefox, 'x-request-id': 'r1' }, 'GET'],
  ])('is another thing than %s, which counts', async (_, headers, method) => {
    const { guard } = setUp();
    for (let count = 0; count < 3; count += 1) await send(guard, path, headers, method);
    expect(await send(guard, '/', own)).toBe('ADDRESS_BLOCKED');
  }); // prettier-ignore
});

describe('a clock that lies', () => {
  const YEAR_MS = 365 * 86_400_000;
  const jump = fc.integer({ min: -5 * YEAR_MS, max: 5 * YEAR_MS });
  const step = fc.record({ jump, passes: fc.integer({ min: 0, max: 6 * MINUTE_MS }) });

  it('neither lengthens a block nor ends it, while a server runs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const { attackFrom, ask, platform } = setUp();
        for (let count = 0; count < 3; count += 1) await attackFrom(there);
        let left = 15 * MINUTE_MS;
        for (const { jump: ms, passes } of steps) {
          platform.jumpWallClock(ms);
          await platform.advance(passes);
          left -= passes;
          const code = await ask('/', there).then(
            () => 'admitted',
            (error: Failure) => [error.code, error.retryAfterMs],
          );
          expect(code).toEqual(left > 0 ? ['ADDRESS_BLOCKED', left] : 'admitted');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('makes no block longer for a server that starts with it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 * YEAR_MS }), async (back) => {
        const store = memoryThreatStore();
        const { attackFrom, platform } = setUp(store);
        for (let count = 0; count < 3; count += 1) await attackFrom(there);
        platform.jumpWallClock(-back);
        const later = createThreatGuard({ store, platform });
        const visit = () => later.admit(new Request('http://test/'), there);
        await expect(visit()).rejects.toMatchObject({ retryAfterMs: 15 * MINUTE_MS });
        await platform.advance(15 * MINUTE_MS - 1);
        await expect(visit()).rejects.toMatchObject({ retryAfterMs: 1 });
        await platform.advance(1);
        await visit();
      }),
      { numRuns: 100 },
    );
  });
});

describe('two servers with different clocks', () => {
  const DAY_MS = 86_400_000;

  it.each([-DAY_MS, -60_000, -1])(
    'both keep to a block, for one that is %i ms behind',
    async (behind) => {
      const store = memoryThreatStore();
      const { attackFrom, ask, platform } = setUp(store);
      for (let count = 0; count < 3; count += 1) await attackFrom(there);
      const slow = createThreatGuard({
        store,
        platform: { now: () => platform.now() + behind, monotonic: platform.monotonic },
      });
      const visits = async () =>
        Promise.all(
          [ask('/', there), slow.admit(new Request('http://test/'), there)].map((visit) =>
            visit.then(
              () => 'admitted',
              (error: Failure) => error.code,
            ),
          ),
        );
      expect(await visits()).toEqual(['ADDRESS_BLOCKED', 'ADDRESS_BLOCKED']);
      await platform.advance(14 * MINUTE_MS);
      expect(await visits()).toEqual(['ADDRESS_BLOCKED', 'ADDRESS_BLOCKED']);
      await platform.advance(MINUTE_MS);
      expect(await visits()).toEqual(['admitted', 'admitted']);
    },
  );

  it('block a name from an address for the stated time, with any number of tries meanwhile', async () => {
    const store = memoryThreatStore();
    const { failSignIn, platform } = setUp(store);
    for (let count = 0; count < 10; count += 1) await failSignIn('Mara', there);
    const slow = createThreatGuard({
      store,
      platform: { now: () => platform.now() - DAY_MS, monotonic: platform.monotonic },
    });
    const attempt = () =>
      slow.admitSignIn(new Request('http://test/'), 'Mara', { address: there }).then(
        () => 'admitted',
        (error: Failure) => error.retryAfterMs,
      );
    for (let minute = 0; minute < 5; minute += 1) {
      expect(await attempt()).toBe((5 - minute) * MINUTE_MS);
      await platform.advance(MINUTE_MS);
    }
    expect(await attempt()).toBe('admitted');
  });
});

describe('a client without permission', () => {
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

  it('every error of the store is told by name', async () => {
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
    sinks: [
      () => {
        throw new Error('no sink');
      },
    ],
  });
  await expect(guard.admit(new Request('http://test/'), there)).resolves.toBeUndefined();
  const request = new Request(`http://test${attack}`);
  await expect(guard.admit(request)).rejects.toMatchObject({ code: 'THREAT_REFUSED' });
  expect(said).toHaveBeenCalled();
});

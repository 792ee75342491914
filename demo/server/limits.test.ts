import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { startFireside } from './testing/fireside-process.ts';
import { draft, password, postJson, signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 30_000 });

it('lets one address try ten passwords a minute, also when it sends other addresses in its headers', async () => {
  const { url } = await startFireside({ FIRESIDE_SIGN_IN_LIMIT: '10' });
  const attempts: number[] = [];
  for (let attempt = 0; attempt < 12; attempt += 1) {
    const headers = {
      'x-forwarded-for': `203.0.113.${attempt}`,
      forwarded: `for=1.1.1.${attempt}`,
    };
    const body = { name: 'Mara', password: `wrong password ${attempt}` };
    // oxlint-disable-next-line no-await-in-loop -- the eleventh must come after the tenth
    attempts.push((await postJson(`${url}/api/session`, body, { headers })).status);
  }
  expect(attempts).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
  // A signed-in user may still read the session.
  expect((await fetch(`${url}/api/session`)).status).toBe(200);
});

it('tells addresses apart behind a proxy it trusts', async () => {
  const { url } = await startFireside({
    FIRESIDE_SIGN_IN_LIMIT: '1',
    FIRESIDE_TRUSTED_PROXIES: '127.0.0.1',
  });
  const from = async (address: string): Promise<number> => {
    const headers = { 'x-forwarded-for': `1.1.1.1, ${address}` };
    return (await postJson(`${url}/api/session`, { name: 'Mara', password }, { headers })).status;
  };
  expect(await from('203.0.113.1')).toBe(401);
  expect(await from('203.0.113.1')).toBe(429);
  expect(await from('203.0.113.2')).toBe(401);
});

it('holds an account to its limit wherever it is signed in, and says when to come back', async () => {
  const { url } = await startFireside({ FIRESIDE_USER_LIMIT: '3' });
  const mara = await signUp(url, 'Mara');
  const answers: Response[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop -- the fourth must come after the third
    answers.push(await mara.fetch('/api/characters'));
  }
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(answers[0]?.headers.get('ratelimit')).toMatch(/^"user";r=2;t=60, "address";r=\d+;t=\d+$/);
  const refused = answers.at(-1);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(50);
  expect(await refused?.json()).toMatchObject({ code: 'RATE_LIMITED' });
  const noor = await signUp(url, 'Noor');
  expect((await noor.fetch('/api/characters')).status).toBe(200);
});

it('does not hold pages, files or probes to any limit', async () => {
  const { url } = await startFireside({ FIRESIDE_ADDRESS_LIMIT: '1' });
  for (const path of ['/api/healthz', '/api/livez', '/nothing.js']) {
    for (let turn = 0; turn < 3; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one after another, as a probe asks
      const { status, headers } = await fetch(url + path);
      expect([path, status === 429, headers.has('ratelimit')]).toEqual([path, false, false]);
    }
  }
});

it('lets pages of listed origins in, and of no other', async () => {
  const origin = 'https://pages.example';
  const { url } = await startFireside({ FIRESIDE_CORS_ORIGINS: origin });
  const ask = (from: string): Promise<Response> =>
    fetch(`${url}/api/characters/${randomUUID()}`, {
      method: 'PUT',
      body: JSON.stringify(draft),
      headers: { origin: from, 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
    });
  const listed = await ask(origin);
  expect(listed.status).toBe(401);
  expect(listed.headers.get('access-control-allow-origin')).toBe(origin);
  const other = await ask('https://evil.example');
  expect(other.status).toBe(403);
  expect(other.headers.has('access-control-allow-origin')).toBe(false);
  const closed = await startFireside();
  const answer = await fetch(`${closed.url}/api/session`, { headers: { origin } });
  expect(answer.headers.has('access-control-allow-origin')).toBe(false);
});

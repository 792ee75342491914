import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Configuration, openConfiguration, VARIABLES } from './configuration.ts';

const read = async (environment: Record<string, string>): Promise<Configuration> =>
  (await openConfiguration(() => environment)).getSnapshot();

describe('the configuration', () => {
  it('needs nothing from outside', async () => {
    expect(await read({})).toMatchObject({
      port: 5280,
      host: '127.0.0.1',
      dataFolder: expect.stringMatching(/demo\/\.data$/) as string,
      pagesFolder: expect.stringMatching(/demo\/dist$/) as string,
      origin: undefined,
      corsOrigins: [],
      proxies: { ranges: [] },
      limits: { user: { limit: 60 }, address: { limit: 100 }, signIn: { limit: 10 } },
      sessionMs: 30 * 86_400_000,
      logLevel: 'error',
    });
  });

  it('takes the values of the environment, and an empty variable for none', async () => {
    expect(
      await read({
        PORT: '0',
        HOST: '',
        FIRESIDE_ORIGIN: 'https://fireside.example',
        FIRESIDE_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8',
      }),
    ).toMatchObject({
      port: 0,
      host: '127.0.0.1',
      origin: 'https://fireside.example',
      proxies: { ranges: ['127.0.0.1', '10.0.0.0/8'], header: 'x-forwarded-for' },
    });
  });

  it('remembers keys for longer than it keeps sessions, so that a late queue is still recognised', async () => {
    const { keyMs, sessionMs } = await read({});
    expect(keyMs).toBeGreaterThan(sessionMs);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50'],
    ['PORT', 'http'],
    ['FIRESIDE_ORIGIN', 'fireside.example'],
    ['FIRESIDE_ORIGIN', 'https://fireside.example/'],
    ['FIRESIDE_ORIGIN', 'ftp://fireside.example'],
    ['FIRESIDE_CORS_ORIGINS', 'https://a.example,*'],
    ['FIRESIDE_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['FIRESIDE_FORWARDED_HEADER', 'x-real-ip'],
    ['FIRESIDE_USER_LIMIT', '0'],
    ['FIRESIDE_MAX_BODY_BYTES', '1e6'],
    ['FIRESIDE_SESSION_DAYS', '0'],
    ['FIRESIDE_LOG', 'verbose'],
  ])('refuses %s=%s by name and value', async (name, value) => {
    const { message } = await read({ [name]: value }).then(
      () => expect.unreachable('it was taken'),
      (error: Error) => error,
    );
    expect(message).toMatch(/^Fireside cannot start: [A-Z_\d]+ must be [^;]*, not ".*"\.$/);
    expect(message).toContain(`: ${name} must be`);
    expect(message).toContain(`, not "${value}".`);
  });

  it('names every mistake at once', async () => {
    await expect(read({ PORT: 'x', FIRESIDE_LOG: 'y', FIRESIDE_KEY_DAYS: 'z' })).rejects.toThrow(
      /PORT must .*; FIRESIDE_KEY_DAYS must .*; FIRESIDE_LOG must /,
    );
  });

  it('takes in limits and log while it runs, and keeps everything else until a restart', async () => {
    let environment: Record<string, string> = { FIRESIDE_USER_LIMIT: '5' };
    const { getSnapshot, reload } = await openConfiguration(() => environment);
    environment = { FIRESIDE_USER_LIMIT: '7', FIRESIDE_LOG: 'all', PORT: '80' };
    expect(await reload()).toMatchObject({
      kind: 'applied',
      changed: ['FIRESIDE_USER_LIMIT', 'FIRESIDE_LOG'],
      waiting: ['PORT'],
    });
    expect(getSnapshot()).toMatchObject({
      limits: { user: { limit: 7 } },
      logLevel: 'info',
      port: 5280,
    });
  });
});

it('is written down, every variable of it', () => {
  const page = readFileSync(new URL('../../docs/running-fireside.md', import.meta.url), 'utf8');
  expect(VARIABLES.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

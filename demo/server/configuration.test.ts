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

  it('takes the values of the environment, and ignores an empty variable', async () => {
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

  it('opens the fault lab, but never in production', async () => {
    expect(await read({ FIRESIDE_FAULTS: 'on' })).toMatchObject({ hasFaultLab: true });
    for (const place of [
      { NODE_ENV: 'production' },
      { FIRESIDE_ORIGIN: 'https://fireside.example' },
    ]) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      await expect(read({ FIRESIDE_FAULTS: 'on', ...place })).rejects.toThrow(
        'FIRESIDE_FAULTS is for development only',
      );
    }
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
    ['FIRESIDE_FAULTS', 'sometimes'],
    ['FIRESIDE_LOG', 'verbose'],
    ['FIRESIDE_GENERATOR', 'gpt'],
    ['FIRESIDE_DAILY_BUDGET_MICROS', '-1'],
    ['OPENAI_BASE_URL', 'api.openai.com'],
  ])('refuses %s=%s by name and value', async (name, value) => {
    const { message } = await read({ [name]: value }).then(
      () => expect.unreachable('it was taken'),
      (error: Error) => error,
    );
    expect(message).toMatch(/^Fireside cannot start: [A-Z_\d]+ must be [^;]*, not ".*"\.$/);
    expect(message).toContain(`: ${name} must be`);
    expect(message).toContain(`, not "${value}".`);
  });

  it.each([
    ['FIRESIDE_USR_LIMIT', ' (perhaps FIRESIDE_USER_LIMIT)'],
    ['FIRESIDE_SESSION_DAY', ' (perhaps FIRESIDE_SESSION_DAYS)'],
    ['FIRESIDE_SOMETHING_ELSE_ENTIRELY', ''],
  ])('names the misspelt variable %s%s', async (name, meant) => {
    await expect(read({ [name]: '5' })).rejects.toThrow(
      `Fireside cannot start: there is no ${name}${meant}.`,
    );
    await expect(read({ [name]: '5', PORT: 'x' })).rejects.toThrow(
      new RegExp(`PORT must be .*; there is no ${name}`),
    );
  });

  it('accepts the variables of other parts of the project', async () => {
    expect(await read({ FIRESIDE_API: 'http://127.0.0.1:1', FIRESIDE_ENV_FILE: '' })).toBeTruthy();
  });

  it('tells local generation from that of a server, and what the latter lacks', async () => {
    expect((await read({})).generator).toEqual({ kind: 'local', wordsPerSecond: 12 });
    const given = { FIRESIDE_GENERATOR: 'openai', OPENAI_API_KEY: 'key' };
    expect((await read(given)).generator).toMatchObject({
      ...{ kind: 'openai', baseUrl: 'https://api.openai.com/v1', apiKey: 'key' },
    });
    const own = { FIRESIDE_GENERATOR: 'openai', OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1' };
    expect((await read(own)).generator).toMatchObject({ apiKey: undefined });
    await expect(read({ FIRESIDE_GENERATOR: 'openai' })).rejects.toThrow(
      /^Fireside cannot start: FIRESIDE_GENERATOR=openai needs OPENAI_API_KEY, or OPENAI_BASE_URL/,
    );
    await expect(read({ OPENAI_API_KEY: 'two words' })).rejects.toThrow(
      'Fireside cannot start: OPENAI_API_KEY must be one word.',
    );
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

it('has every variable in the documentation', () => {
  const page = readFileSync(new URL('../../docs/running-fireside.md', import.meta.url), 'utf8');
  expect(VARIABLES.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

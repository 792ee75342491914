import { describe, expect, it } from 'vitest';
import { readConfiguration } from './configuration.ts';

describe('the configuration', () => {
  it('needs nothing from outside', () => {
    expect(readConfiguration({})).toMatchObject({
      port: 5280,
      host: '127.0.0.1',
      dataFolder: expect.stringMatching(/demo\/\.data$/) as string,
      pagesFolder: expect.stringMatching(/demo\/dist$/) as string,
      origin: undefined,
      sessionMs: 30 * 86_400_000,
      log: 'errors',
    });
  });

  it('takes what the environment says, and an empty variable for none', () => {
    expect(
      readConfiguration({ PORT: '0', HOST: '', FIRESIDE_ORIGIN: 'https://fireside.example' }),
    ).toMatchObject({ port: 0, host: '127.0.0.1', origin: 'https://fireside.example' });
  });

  it('remembers keys for longer than it keeps sessions, so that a late queue is still recognised', () => {
    const { keyMs, sessionMs } = readConfiguration({});
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
    ['FIRESIDE_MAX_BODY_BYTES', '1e6'],
    ['FIRESIDE_SESSION_DAYS', '0'],
    ['FIRESIDE_LOG', 'verbose'],
  ])('refuses %s=%s by name and value', (name, value) => {
    expect(() => readConfiguration({ [name]: value })).toThrow(
      new RegExp(`^Fireside cannot start: ${name} must be [^;]*, not "${value}"\\.$`),
    );
  });

  it('names every mistake at once', () => {
    expect(() =>
      readConfiguration({ PORT: 'x', FIRESIDE_LOG: 'y', FIRESIDE_KEY_DAYS: 'z' }),
    ).toThrow(/PORT must .*; FIRESIDE_KEY_DAYS must .*; FIRESIDE_LOG must /);
  });
});

import { describe, expect, it } from 'vitest';
import { createBadLine } from './bad-line.ts';
import { createCutProxy } from './cut-proxy.ts';
import { createFaultProxy } from './fault-proxy.ts';
import { faultMixes } from './fault-mixes.ts';
import { addressAt } from './target-origin.ts';

describe('a proxy', () => {
  it.each(['127.0.0.1:5280', 'https://127.0.0.1:5280', '', 'localhost'])(
    'refuses the target %j when a test creates it',
    async (target) => {
      const said = 'has to be an origin like http://127.0.0.1:5280';
      await expect(createCutProxy({ target })).rejects.toThrow(said);
      await expect(createFaultProxy({ target })).rejects.toThrow(said);
      await expect(createBadLine({ target, mix: faultMixes.cuts })).rejects.toThrow(said);
    },
  );

  it('that was closed listens no more', async () => {
    const proxy = await createCutProxy({ target: 'http://127.0.0.1:1' });
    await proxy.close();
    await expect(proxy.restore()).rejects.toThrow('closed for good');
  });

  it.each([
    ['/notes?a=1', 'http://127.0.0.1:5280/notes?a=1'],
    ['//example.org/x', 'http://127.0.0.1:5280//example.org/x'],
    ['http://example.org/x', 'http://127.0.0.1:5280/'],
    ['*', 'http://127.0.0.1:5280/'],
    [undefined, 'http://127.0.0.1:5280/'],
  ])('asks no other host than its target for %s', (path, address) => {
    expect(addressAt('http://127.0.0.1:5280', path).href).toBe(address);
  });
});

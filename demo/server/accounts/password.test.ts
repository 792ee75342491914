import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

it('knows a password again, and no other', async () => {
  const stored = await hashPassword('correct horse battery', 10);
  expect(await verifyPassword('correct horse battery', stored, 10)).toBe(true);
  expect(await verifyPassword('correct horse batterz', stored, 10)).toBe(false);
  expect(await verifyPassword('correct horse battery', undefined, 10)).toBe(false);
});

it('salts: the same password twice is two hashes', async () => {
  expect(await hashPassword('same password', 10)).not.toBe(await hashPassword('same password', 10));
});

it('still knows a password whose hash was made at another cost', async () => {
  const stored = await hashPassword('correct horse battery', 10);
  expect(await verifyPassword('correct horse battery', stored, 12)).toBe(true);
});

it('knows a password typed on another keyboard', async () => {
  const stored = await hashPassword('caf\u00e9 au lait', 10);
  expect(await verifyPassword('cafe\u0301 au lait', stored, 10)).toBe(true);
});

const fastest = async (hash: string | undefined): Promise<number> => {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    await verifyPassword('wrong', hash, 14);
    times.push(performance.now() - start);
  }
  return Math.min(...times);
};

it('works as long for a name that does not exist', async () => {
  const stored = await hashPassword('correct horse battery', 14);
  const known = await fastest(stored);
  expect(await fastest(undefined)).toBeGreaterThan(known / 2);
});

import { expect, it } from 'vitest';
import { webLocks } from './web-locks.ts';

const locks = webLocks();

it('a lock lets one caller in at a time, in the order of their requests', async () => {
  const log: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    log.push(`${name} in`);
    await Promise.resolve();
    log.push(`${name} out`);
  };
  await Promise.all([locks.hold('l1', work('a')), locks.hold('l1', work('b'))]);
  expect(log).toEqual(['a in', 'a out', 'b in', 'b out']);
});

it('a lock gives the result of the work, and is free again when the work fails', async () => {
  await expect(locks.hold('l2', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await expect(locks.hold('l2', async () => 'yes')).resolves.toBe('yes');
});

it('a lock lets a caller that aborts leave the line, and does not end work that runs', async () => {
  const abort = new AbortController();
  let free: (() => void) | undefined;
  const held = locks.hold(
    'l3',
    () => new Promise<void>((resolve) => (free = resolve)),
    abort.signal,
  );
  const waiting = locks.hold('l3', async () => 'in', abort.signal);
  await expect.poll(() => free).toBeDefined();
  abort.abort();
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  free?.();
  await held;
});

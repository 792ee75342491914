import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { startFireside } from './testing/fireside-process.ts';
import { password, postJson, signUp } from './testing/writer.ts';

vi.setConfig({ testTimeout: 120_000 });

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * share)] ?? 0;

async function timed(work: () => Promise<Response>): Promise<number> {
  const start = performance.now();
  const { status } = await work();
  expect(status).toBeLessThan(300);
  return performance.now() - start;
}

it.each([10, 30])(
  '%i sign-ins at once do not hold up the reads and writes of others',
  async (crowd) => {
    const { url } = await startFireside({
      FIRESIDE_SCRYPT_LOG2_COST: '15',
      FIRESIDE_TRUSTED_PROXIES: '127.0.0.1',
    });
    const mara = await signUp(url, 'Mara');
    const character = randomUUID();
    await mara.saveCharacter(character);
    const write = () => timed(() => mara.addNote(character, 'a note'));
    const read = () => timed(() => mara.fetch(`/api/characters/${character}`));
    const idle: number[] = [];
    // oxlint-disable-next-line no-await-in-loop -- one after another
    for (let turn = 0; turn < 40; turn += 1) idle.push(await write());

    const over = new AbortController();
    const signIns = Promise.all(
      Array.from({ length: crowd }, () =>
        postJson(`${url}/api/session`, { name: 'Mara', password }),
      ),
    ).finally(() => over.abort());
    const writes: number[] = [];
    const reads: number[] = [];
    while (!over.signal.aborted && writes.length < 60) {
      // oxlint-disable-next-line no-await-in-loop -- one after another
      writes.push(await write());
      // oxlint-disable-next-line no-await-in-loop -- one after another
      reads.push(await read());
    }
    const answers = await signIns;
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const figures = [idle, writes, reads].map((times) => Math.round(percentile(times, 0.95)));
    // Before hashes had threads of their own, this took 4 s with ten sign-ins, and 15 s with thirty.
    expect(figures[1]).toBeLessThan(1000);
    expect(figures[2]).toBeLessThan(1000);
  },
);

import { request } from 'node:http';
import path from 'node:path';
import { startProcess } from '@holdfast/testing/node';
import { expect, it } from 'vitest';

const CLIENTS = 12;

/** One request on a connection of its own: nothing when it was answered, else why not. */
const ask = (url: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const sent = request(url, { agent: false }, (answer) => {
      answer.resume().once('end', () => resolve(undefined));
    });
    sent.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code ?? 'unknown')).end();
  });

// Each round is another moment. A queue that is closed while a client waits in it shows in some rounds.
it.each([1, 2, 3, 4, 5, 6])(
  'a stop serves each client or refuses it by the system: round %i',
  async () => {
    const server = await startProcess({
      command: process.execPath,
      args: ['--conditions=@holdfast/source', path.join(import.meta.dirname, 'busy-server.ts')],
      readyLine: /^ready at /,
    });
    let answered = 0;
    const comeBackUntilRefused = async (): Promise<string> => {
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- one client, one request after another
        const refusal = await ask(server.url);
        if (refusal !== undefined) return refusal;
        answered += 1;
      }
    };
    const clients = Array.from({ length: CLIENTS }, comeBackUntilRefused);
    await expect.poll(() => answered, { timeout: 10_000 }).toBeGreaterThan(3 * CLIENTS);
    const exit = await server.kill('SIGTERM');
    expect(new Set(await Promise.all(clients))).toEqual(new Set(['ECONNREFUSED']));
    expect(exit).toEqual({ code: 0, signal: null });
  },
);

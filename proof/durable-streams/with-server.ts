import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

const here = import.meta.dirname;

/** Runs a program of this folder, and returns its output. */
export type RunHere = (file: string, ...given: readonly string[]) => Promise<string>;

/** Does work while a server of its own process runs on the store at an address. */
export async function withServer<T>(
  address: string | undefined,
  work: (run: RunHere) => Promise<T>,
): Promise<T> {
  const script = path.join(here, 'streams-server.ts');
  const given = address === undefined ? [] : [address];
  const server = spawn(process.execPath, ['--conditions=@holdfast/source', script, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [url] = (await once(createInterface(server.stdout), 'line')) as [string];
    return await work((file, ...args) => runHere(url, file, args));
  } finally {
    server.kill();
    if (server.exitCode === null) await once(server, 'exit');
  }
}

async function runHere(url: string, file: string, args: readonly string[]): Promise<string> {
  const run = spawn(process.execPath, [path.join(here, file), ...args], {
    cwd: here,
    env: { ...process.env, CONFORMANCE_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, errors] = await Promise.all([text(run.stdout), text(run.stderr)]);
  if (out === '') throw new Error(`${file} printed nothing.\n${errors}`);
  return out;
}

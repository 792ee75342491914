import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A server in a process of its own. */
export interface LoadedServer {
  readonly port: number;
  readonly pid: number;
  /** The 99th percentile of the delay of its event loop since the last call, in milliseconds. */
  lateMs(): Promise<number>;
  leave(): void;
}

const LOOP_DELAY = path.join(import.meta.dirname, 'tell-loop-delay.ts');
const execArgv = ['--conditions=@holdfast/source', '--import', LOOP_DELAY];

/** One of the servers of bench/server-apps.ts. */
export async function startApp(kind: string, where: string): Promise<LoadedServer> {
  const worker = path.join(import.meta.dirname, '../server-load-worker.ts');
  const child = fork(worker, [kind, where], { execArgv });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { port, ...watched(child) };
}

/** Fireside as in production, with limits that let the crowd through. */
export async function startFireside(databaseUrl: string): Promise<LoadedServer> {
  const main = path.join(import.meta.dirname, '../../demo/server/main.ts');
  const child = fork(main, [], {
    execArgv,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PORT: '0',
      FIRESIDE_DATA: mkdtempSync(path.join(tmpdir(), 'fireside-bench-')),
      DATABASE_URL: databaseUrl,
      FIRESIDE_SCRYPT_LOG2_COST: '10',
      FIRESIDE_USER_LIMIT: '1000000',
      FIRESIDE_ADDRESS_LIMIT: '1000000',
      FIRESIDE_SIGN_IN_LIMIT: '1000000',
    },
  });
  let said = '';
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk);
    const port = /^Fireside is at .*:(\d+)$/m.exec(said)?.[1];
    if (port !== undefined) return { port: Number(port), ...watched(child) };
  }
  throw new Error('Fireside did not start.');
}

function watched(child: ReturnType<typeof fork>): Omit<LoadedServer, 'port'> {
  return {
    pid: child.pid ?? 0,
    async lateMs() {
      child.send('late');
      const [{ lateMs }] = (await once(child, 'message')) as [{ lateMs: number }];
      return lateMs;
    },
    leave: () => void child.kill('SIGKILL'),
  };
}

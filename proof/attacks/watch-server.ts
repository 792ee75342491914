import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface Watched {
  readonly firstMegabytes: number;
  readonly mostMegabytes: number;
  readonly slowestHealthMs: number;
}

/** Watches a server's memory and asks for its health, from a process that no attack slows down. */
export async function watchServer(pid: number, port: number): Promise<() => Promise<Watched>> {
  const watching = path.join(import.meta.dirname, 'watching-process.ts');
  const child = fork(watching, [String(pid), String(port)]);
  await once(child, 'message');
  return async () => {
    child.send('stop');
    const [watched] = (await once(child, 'message')) as [Watched];
    child.kill();
    return watched;
  };
}

import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

export interface Watched {
  readonly firstMegabytes: number;
  readonly mostMegabytes: number;
  readonly slowestHealthMs: number;
}

/** Watches a server's memory and asks for its health, from a thread that no attack slows down. */
export async function watchServer(pid: number, port: number): Promise<() => Promise<Watched>> {
  const worker = new Worker(path.join(import.meta.dirname, 'watching-thread.ts'), {
    workerData: { pid, port },
  });
  await once(worker, 'message');
  return async () => {
    worker.postMessage('stop');
    const [watched] = (await once(worker, 'message')) as [Watched];
    await worker.terminate();
    return watched;
  };
}

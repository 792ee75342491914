import { type LoopbackHandler, type LoopbackServer, serveLoopback } from '@holdfast/testing/node';
import { onTestFinished } from 'vitest';

/** A real server that counts what it takes, for as long as the test runs. */
export async function serve(handler: LoopbackHandler): Promise<LoopbackServer & { taken: number }> {
  const loopback = await serveLoopback((request, response) => {
    served.taken += 1;
    return handler(request, response);
  });
  const served = { ...loopback, taken: 0 };
  onTestFinished(() => loopback.close());
  return served;
}

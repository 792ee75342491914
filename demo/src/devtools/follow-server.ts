import type { Holdfast, Transport } from '@holdfast/core';

/** Tells telemetry that the server was restarted, while Fireside is developed. A build for production does nothing. */
export async function followServer(
  transport: Transport,
  runtime: () => Holdfast,
): Promise<Transport> {
  if (!import.meta.env.DEV) return transport;
  const { withServerStarts } = await import('./server-starts.ts');
  return withServerStarts(transport, (restart) => {
    const { sink, platform } = runtime();
    const at = platform.now();
    sink?.({ type: 'restart.changed', at, what: 'server', name: 'fireside', ...restart });
  });
}

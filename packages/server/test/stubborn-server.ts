// A server with a handle or step that does not end by itself; its first argument names it.
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { createShutdown } from '@holdfast/server';
import { limitConnections, stoppableServer, stopOnSignals } from '@holdfast/server/node';

const [, , kind] = process.argv;
const log = {
  event: (_: string, name: string, about?: { readonly fields?: unknown }) =>
    void process.stderr.write(`${name} ${JSON.stringify(about?.fields)}\n`),
};
const server = createServer((_, outgoing) => {
  process.stdout.write('taken\n');
  if (kind !== 'an answer') outgoing.end('ok');
});
limitConnections(server);
if (kind === 'another protocol')
  server.on('upgrade', (_, socket) => {
    process.stdout.write('taken\n');
    socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  });
if (kind === 'an open handle') createTcpServer().listen(0, '127.0.0.1');
const never = () => new Promise(() => {});
stopOnSignals(
  createShutdown({
    server: stoppableServer(server),
    graceMs: 300,
    stepMs: 200,
    finally: kind === 'a step' ? [{ name: 'database', work: never }] : [],
    log,
  }),
  { exitMs: 200, log },
);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`ready at http://127.0.0.1:${port}\n`);
});

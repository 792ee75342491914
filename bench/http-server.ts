// The server that bench/http.ts asks over loopback. It reads the whole request before it answers.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { STORY } from './http-contestants.ts';

const answer = JSON.stringify(STORY);
const server = createServer((request, response) => {
  request.resume().once('end', () => {
    response.setHeader('content-type', 'application/json').end(answer);
  });
});
// Longer than any pause between two rounds of a contestant.
server.keepAliveTimeout = 300_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`Ready at http://127.0.0.1:${port}\n`);
});

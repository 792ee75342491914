// Tells a story to a reader of its own, prints each line that the reader gets, and dies in the middle.
import { writeSync } from 'node:fs';
import { createStreamServer } from '@holdfast/server';
import { sqlStreamLog } from '@holdfast/server/sql';
import { openStreams, startRequest } from './streams-database.ts';

const [, , address = '', lines = '0'] = process.argv;
const streams = createStreamServer({
  log: sqlStreamLog(await openStreams(address)),
  leaseMs: 1000,
});
const response = await streams.start(startRequest(), {
  owner: 'mara',
  async *generate() {
    for (let word = 0; ; word += 1) {
      yield { type: 'delta', text: `word ${word} ` };
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
});
let told = 0;
for await (const bytes of response.body as ReadableStream<Uint8Array<ArrayBuffer>>) {
  writeSync(1, bytes);
  told += new TextDecoder().decode(bytes).split('\n').length - 1;
  if (told >= Number(lines)) process.kill(process.pid, 'SIGKILL');
}

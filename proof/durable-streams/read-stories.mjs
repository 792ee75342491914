// Starts a story at the server that CONFORMANCE_URL names, reads it with the client of the protocol in each of its
// ways, and prints the texts.
import { stream } from '@durable-streams/client';

const base = process.env.CONFORMANCE_URL;
const texts = [];
for (const live of ['sse', 'long-poll', false]) {
  const started = await fetch(`${base}/stories`, {
    method: 'POST',
    headers: { 'idempotency-key': `"${live}"`, accept: 'application/x-ndjson' },
  });
  // The last way reads a story that is over.
  if (live === false) await started.text();
  else await started.body.cancel();
  const url = base + started.headers.get('location');
  const events = [];
  for await (const event of (await stream({ url, live, offset: '-1' })).jsonStream()) {
    events.push(event);
  }
  const text = events.map((event) => event.text ?? '').join('');
  texts.push(`${live || 'catch-up'}: ${text} (${events.at(-1)?.type})`);
}
console.log(JSON.stringify(texts));

import { createIdempotency, memoryStore } from '@holdfast/server';
import { check } from './attempt.mjs';

const request = () =>
  new Request('http://127.0.0.1:9/api/notes', {
    method: 'POST',
    body: '{"text":"Ask Mara"}',
    headers: { 'content-type': 'application/json', 'idempotency-key': '"k1"' },
  });

/** A write that comes twice and takes effect once. */
export async function twice(store) {
  const idempotent = createIdempotency({ store });
  let effects = 0;
  const work = async () => {
    effects += 1;
    return new Response('{"id":"n1"}', { status: 201 });
  };
  await idempotent(request(), { owner: 'mara', work });
  const again = await idempotent(request(), { owner: 'mara', work });
  check(again.headers.get('idempotency-replayed') === 'true', 'the second answer is a replay');
  check(effects === 1, 'one effect');
}

/** `@holdfast/server` in memory, as any server of `Request` and `Response` has it. */
export const serverInMemory = { 'a server in memory': () => twice(memoryStore()) };

import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { outcome, streamsUnderTest } from '../../../test/ask-streams.ts';
import { createStreamServer } from '../create-stream-server.ts';
import { memoryStreamLog } from '../memory-stream-log.ts';
import { streamLogReads } from './stream-log-reads.ts';

async function telling() {
  const platform = createVirtualPlatform();
  const log = memoryStreamLog();
  const server = createStreamServer({ log, platform });
  let say: ((text: string | undefined) => void) | undefined;
  const request = new Request('http://test/stories', {
    method: 'POST',
    headers: { 'idempotency-key': '"k1"' },
  });
  const started = await server.start(request, {
    owner: 'mara',
    async *generate() {
      for (;;) {
        const text = await new Promise<string | undefined>((resolve) => (say = resolve));
        if (text === undefined) return;
        yield { type: 'delta', text };
      }
    },
  });
  const id = started.headers.get('location')?.split('/').at(-1) ?? '';
  const { ask } = streamsUnderTest(
    { store: streamLogReads(log, { platform }), nameOf: ({ pathname }) => pathname.slice(1) },
    platform,
  );
  await platform.advance(0);
  return {
    ...{ platform, ask, id, log },
    async tell(text: string | undefined) {
      say?.(text);
      await platform.advance(0);
    },
  };
}

it('gives the events of a stream as messages of JSON, and closes the stream at its end', async () => {
  const { ask, id, tell } = await telling();
  await tell('Once');
  const first = await ask(`GET /mara/${id}`);
  expect(first.headers.get('stream-closed')).toBeNull();
  const before = (await first.json()) as readonly { readonly type: string }[];
  expect(before.at(-1)).toMatchObject({ type: 'delta', text: 'Once' });
  await tell(' upon');
  await tell(undefined);
  const rest = await ask(`GET /mara/${id}?offset=${first.headers.get('stream-next-offset')}`);
  expect(await rest.json()).toMatchObject([{ type: 'delta', text: ' upon' }, { type: 'done' }]);
  expect(rest.headers.get('stream-closed')).toBe('true');
  const head = await ask(`HEAD /mara/${id}`);
  expect(head.headers.get('stream-closed')).toBe('true');
  expect(head.headers.get('stream-next-offset')).toBe(rest.headers.get('stream-next-offset'));
});

it('sends each event and the end to a waiting reader', async () => {
  const { ask, id, tell, platform } = await telling();
  const answer = ask(`GET /mara/${id}?offset=now&live=long-poll`);
  await platform.advance(0);
  await tell('Once');
  const response = await answer;
  expect(await response.json()).toMatchObject([{ type: 'delta', text: 'Once' }]);
  const events = await ask(`GET /mara/${id}?offset=now&live=sse`);
  const reading = events.text();
  await platform.advance(0);
  await tell(undefined);
  expect(await reading).toMatch(/"type":"done".*\n\nevent: control\n.*"streamClosed":true/);
});

it('shows a stream to its owner only, and takes no writes', async () => {
  const { ask, id } = await telling();
  for (const path of [`/ben/${id}`, `/${id}`, '/mara/other']) {
    expect(await outcome(ask(`GET ${path}`))).toBe('404 NOT_FOUND');
  }
  for (const method of ['PUT', 'POST', 'DELETE']) {
    const refusal = await ask(`${method} /mara/${id}`);
    expect([refusal.status, refusal.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  }
});

it('no longer finds a stream whose events retention has removed, and gives long streams in pages', async () => {
  const { ask, id, log, tell, platform } = await telling();
  for (let count = 0; count < 120; count += 1) await tell('x');
  await tell(undefined);
  const first = await ask(`GET /mara/${id}`);
  expect(await first.json()).toHaveLength(100);
  expect(first.headers.has('stream-up-to-date')).toBe(false);
  const last = await ask(`GET /mara/${id}?offset=${first.headers.get('stream-next-offset')}`);
  expect(last.headers.get('stream-closed')).toBe('true');
  await platform.advance(1000);
  await log.prune({ eventsBefore: platform.now(), streamsBefore: 0 });
  expect(await outcome(ask(`GET /mara/${id}`))).toBe('410 STREAM_GONE');
});

import { createVirtualPlatform, createWorld, jsonAnswer } from '@holdfast/testing';
import { expect, it } from 'vitest';
import { Failure } from '../../failures/failure.ts';
import { NETWORK_FAILED } from '../../failures/kinds/network.ts';
import { defineRead } from './define-read.ts';
import { watchRead } from './watch-read.ts';

it('a read is sent again at once when the browser has a network again, in a runtime without network options', async () => {
  const platform = createVirtualPlatform();
  const { holdfast, transport } = createWorld({ platform, baseUrl: 'https://notes.example/' });
  transport.answerWith(() => {
    throw new Failure(NETWORK_FAILED);
  });
  const list = defineRead('note.list', { request: () => ({ path: 'notes' }) });
  const watch = watchRead(holdfast, list);
  const leave = watch.subscribe(() => {});
  await platform.advance(60_000);
  expect(watch.getSnapshot().kind).toBe('failed');
  transport.answerWith(() => jsonAnswer([]));
  window.dispatchEvent(new Event('online'));
  await platform.advance(0);
  expect(watch.getSnapshot().kind).toBe('live');
  leave();
  const sent = transport.requests.length;
  window.dispatchEvent(new Event('online'));
  await platform.advance(60_000);
  expect(transport.requests).toHaveLength(sent);
  expect(platform.pending()).toBe(0);
});

import {
  createVirtualPlatform,
  createWorld,
  jsonAnswer,
  scriptedTransport,
} from '@holdfast/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { Failure } from '../failures/failure.ts';
import { NETWORK_FAILED } from '../failures/kinds/network.ts';
import { defineRead } from '../operations/read/define-read.ts';
import { createHoldfast } from './create-holdfast.ts';
import { inBrowser } from './in-browser.ts';

afterEach(() => vi.restoreAllMocks());

it('inBrowser hears the network of the page until the runtime is disposed of', async () => {
  const platform = createVirtualPlatform();
  const { connectivity, dispose } = createHoldfast({
    ...{ transport: scriptedTransport(), platform },
    ...inBrowser(),
  });
  const isOnline = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  expect(connectivity.getSnapshot()).toBe('offline');
  isOnline.mockReturnValue(true);
  window.dispatchEvent(new Event('online'));
  expect(connectivity.getSnapshot()).toBe('unknown');
  await dispose();
  isOnline.mockReturnValue(false);
  window.dispatchEvent(new Event('offline'));
  expect(connectivity.getSnapshot()).toBe('unknown');
  expect(platform.pending()).toBe(0);
});

it('inBrowser leaves no timer of its probe when the runtime is disposed of', async () => {
  const platform = createVirtualPlatform();
  const transport = scriptedTransport();
  const holdfast = createHoldfast({ transport, platform, ...inBrowser({ health: 'healthz' }) });
  expect(platform.pending()).toBe(1);
  await holdfast.dispose();
  expect(platform.pending()).toBe(0);
});

const portrait = defineRead('portrait.read', { request: () => ({ path: 'portraits' }) });
const notes = defineRead('note.list', { request: () => ({ path: 'notes' }) });

it.each([
  ['answers 500', () => Promise.resolve(jsonAnswer({}, 500))],
  ['cannot be reached', () => Promise.reject(new Failure(NETWORK_FAILED))],
  ['never answers', () => new Promise<never>(() => {})],
])('a broken endpoint keeps no healthy one waiting: it %s', async (_, broken) => {
  const platform = createVirtualPlatform();
  const { holdfast, transport } = createWorld({ ...inBrowser(), platform });
  transport.answerWith(({ url }) => (url.includes('portraits') ? broken() : jsonAnswer(url)));
  const readNotes = async (): Promise<number> => {
    const sentMs = platform.monotonic();
    const { kind } = await holdfast.run(notes);
    return kind === 'live' ? platform.monotonic() - sentMs : Infinity;
  };
  const waits: Promise<number>[] = [];
  for (let second = 0; second < 60; second += 1) {
    for (let count = 0; count < 8; count += 1) void holdfast.run(portrait);
    waits.push(readNotes());
    await platform.advance(1_000);
  }
  expect(await Promise.all(waits)).toEqual(Array.from({ length: 60 }, () => 0));
  const asked = transport.requests.filter(({ url }) => url.includes('portraits'));
  expect(asked.length).toBeLessThan(40);
});

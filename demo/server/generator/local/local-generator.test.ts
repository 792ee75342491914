import { createVirtualPlatform } from '@holdfast/testing';
import { expect, it } from 'vitest';
import type { TextPrompt } from '../generator.ts';
import { createLocalGenerator } from './local-generator.ts';
import { tell } from './tell.ts';

const prompt: TextPrompt = {
  ...{ seed: 's', language: 'en', words: 150, people: [], before: '', wish: '' },
  story: { title: 'Rain', setting: 'A station', tone: 'wry' },
};

it('writes at the pace of a reader, and the pieces are the text', async () => {
  const platform = createVirtualPlatform();
  const generator = createLocalGenerator({ wordsPerSecond: 12, platform });
  let text = '';
  const writing = (async () => {
    for await (const piece of generator.write(prompt, { signal: new AbortController().signal })) {
      text += piece;
    }
  })();
  await platform.advance(1000);
  const words = text.split(/\s+/).length;
  expect(words).toBeGreaterThan(8);
  expect(words).toBeLessThan(16);
  await platform.advance(60_000);
  await writing;
  expect(text).toBe(tell(prompt));
});

it('stops when its signal aborts', async () => {
  const platform = createVirtualPlatform();
  const generator = createLocalGenerator({ wordsPerSecond: 12, platform });
  const stop = new AbortController();
  const pieces = generator.write(prompt, { signal: stop.signal })[Symbol.asyncIterator]();
  const first = pieces.next();
  stop.abort(new Error('enough'));
  await expect(first).rejects.toBeDefined();
});

it('writes everything at once where no pace is set, and draws', async () => {
  const generator = createLocalGenerator({ wordsPerSecond: 0 });
  const { signal } = new AbortController();
  let text = '';
  for await (const piece of generator.write(prompt, { signal })) text += piece;
  expect(text).toBe(tell(prompt));
  const look = { paper: 'moss', silhouette: 'tall', age: 40 } as const;
  const drawn = await generator.draw({ seed: 's', description: '', look }, { signal });
  expect(new TextDecoder().decode(drawn.bytes)).toMatch(/^<svg/);
});

import { expect, it } from 'vitest';
import { sharedTextIn } from './shared-text.ts';

const hash = (shared: Record<string, string>): string => `#${new URLSearchParams(shared)}`;

it('takes the title of the other app, or the first line of the text', () => {
  expect(sharedTextIn(hash({ title: 'A note', text: 'She counts.' }))).toEqual({
    title: 'A note',
    parts: ['She counts.'],
  });
  expect(sharedTextIn(hash({ text: 'First line\nand more' }))?.title).toBe('First line');
  expect(sharedTextIn(hash({ text: 'long '.repeat(40) }))?.title).toMatch(/^long .{30,60}…$/);
});

it('keeps an address that was shared with the text or alone', () => {
  const shared = sharedTextIn(hash({ text: 'Read this', url: 'https://example.org/a' }));
  expect(shared?.parts).toEqual(['Read this\nhttps://example.org/a']);
  expect(sharedTextIn(hash({ url: 'https://example.org/a' }))?.title).toBe('https://example.org/a');
});

it('is `undefined` when no text was shared', () => {
  expect(sharedTextIn('')).toBeUndefined();
  expect(sharedTextIn(hash({ text: ' \n ' }))).toBeUndefined();
});

it('cuts a long text between words, and loses no word', () => {
  const words = Array.from({ length: 12_000 }, (_, at) => `word${at}`);
  const parts = sharedTextIn(hash({ text: words.join(' ') }))?.parts ?? [];
  expect(parts.length).toBeGreaterThan(5);
  expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(9_000);
  expect(parts.join(' ').split(' ')).toEqual(words);
});

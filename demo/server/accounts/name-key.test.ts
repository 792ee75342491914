import { expect, it } from 'vitest';
import { exactKey, nameKey } from './name-key.ts';

it('is one for every case and form of every character', () => {
  const split: string[] = [];
  for (let point = 0x20; point < 0x1_0000; point += 1) {
    if (point === 0xd800) point = 0xe000;
    const name = `a${String.fromCodePoint(point)}b`;
    const forms = [
      name.toUpperCase(),
      name.toLowerCase(),
      name.normalize('NFD'),
      name.normalize('NFKC'),
    ];
    const keys = new Set([name, ...forms].map(nameKey));
    if (keys.size > 1) split.push(point.toString(16));
  }
  expect(split).toEqual([]);
});

it('is the key of its own letters', () => {
  const others: string[] = [];
  for (let point = 0x20; point < 0x3_0000; point += 1) {
    if (point === 0xd800) point = 0xe000;
    const key = nameKey(`a${String.fromCodePoint(point)}b`);
    if (nameKey(key.slice('3:'.length)) !== key) others.push(point.toString(16));
  }
  expect(others).toEqual([]);
});

it('is different for five thousand numbered names', () => {
  const names = Array.from({ length: 5000 }, (_, index) => `writer ${index}`);
  expect(new Set(names.map(nameKey)).size).toBe(5000);
});

it.each([
  ['Mara', 'Мara'],
  ['paypal', 'раураl'],
  ['Iris', 'lris'],
  ['Noor', 'N00r'],
  ['Scope', 'Ѕсоре'],
  ['Irem', 'Ɩrem'],
  ['Mara', 'ᴍᴀʀᴀ'],
])('is one for %s and %s', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

it('has another key for an exact spelling, which no name can have', () => {
  expect(exactKey(' Mаra ')).toBe('1:mаra');
  expect(nameKey('1:mara')).toMatch(/^3:/);
});

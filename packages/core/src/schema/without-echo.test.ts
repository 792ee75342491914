import { expect, it } from 'vitest';
import { withoutEcho } from './without-echo.ts';

it.each<[string, string, unknown, string]>([
  ['nothing', 'Too short', 'a dragon', 'Too short'],
  ['a quotation', 'Invalid: "a dragon"', 'a dragon', 'Invalid: "…"'],
  ['one deep inside', 'Odd: a dragon!', { traits: [{ label: 'a dragon' }] }, 'Odd: …!'],
  ['every one', 'a fire and a fire', ['a fire'], '… and …'],
  ['a quoted word', 'Not "brave" enough', ['brave'], 'Not "…" enough'],
  ['no word that may be its own', 'A name, not “name”', ['name'], 'A name, not “…”'],
  ['no word at its ends', 'name and name', ['name'], 'name and name'],
  ['no word beside one mark alone', 'name" and "name', ['name'], 'name" and "name'],
  [
    'no word as long as what is cut, where it may be its own',
    'Your responsibilities are too many',
    'responsibilities',
    'Your responsibilities are too many',
  ],
  ['the longer of two', 'Bad: a red dragon', ['a red', 'a red dragon'], 'Bad: …'],
  [
    'one that was cut short',
    'Bad: "Tell me of a drag…", sorry',
    'Tell me of a dragon who weeps',
    'Bad: "…',
  ],
  ['the shortest there is', 'Not in a.cd', 'a.cd', 'Not in …'],
  ['one that was cut after 16 characters', 'Bad: 0123456789abcdef', '0123456789abcdef0', 'Bad: …'],
  [
    'none that was cut earlier',
    'Bad: 0123456789abcde',
    '0123456789abcdef0',
    'Bad: 0123456789abcde',
  ],
  ['one at the very beginning', '0123456789abcdef is bad', '0123456789abcdef0', '…'],
  ['blanks around it', 'Bad: a dragon', '  a dragon  ', 'Bad: …'],
  ['one in other capitals', 'Bad: A DRAGON', 'a Dragon', 'Bad: …'],
  ['a quoted word in other capitals', 'Not "Brave" enough', ['brave'], 'Not "…" enough'],
  ['one with marks that patterns have', 'Bad: a (red) [d]ragon*?', 'a (red) [d]ragon*?', 'Bad: …'],
  ['none from one far too long', 'Bad', 'a dragon '.repeat(1e5), 'Bad'],
  ['no text too short to be one', 'Not in abc', 'abc', 'Not in abc'],
  ['no quoted one either', 'Not in "abc"', 'abc', 'Not in "abc"'],
  ['no number', 'At most 1000', 1000, 'At most 1000'],
  ['no value at all', 'Missing', undefined, 'Missing'],
])('withoutEcho removes from a message %s', (_title, message, value, expected) => {
  expect(withoutEcho(message, value)).toBe(expected);
});

it('withoutEcho comes to an end for a value that contains itself', () => {
  const cycle: { self?: unknown; text: string } = { text: 'a dragon' };
  cycle.self = cycle;
  expect(withoutEcho('a dragon', cycle)).toBe('…');
});

it('withoutEcho looks at 500 places of a value and no further', () => {
  // The first place is the list itself.
  const full = [...Array<number>(498).fill(0), 'a dragon'];
  expect(withoutEcho('Odd: a dragon', full)).toBe('Odd: …');
  expect(withoutEcho('Odd: a dragon', [0, ...full])).toBe('Odd: a dragon');
});

it.each([
  ['bytes', new Uint8Array(1_000_000)],
  ['items', Array.from({ length: 300_000 }, (_, at) => at)],
])('reads a value of more %s than a call has arguments', (_, many) => {
  expect(withoutEcho('Bad: a dragon', { name: 'a dragon', many })).toBe('Bad: …');
});

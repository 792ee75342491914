import { expect, it } from 'vitest';
import { ownWords } from './own-words.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function own(body?: string) {
  const request = new Request('http://test/notes/M%C3%A1ra%20Lind?diary=orchard', {
    method: 'POST',
    body: body ?? null,
    headers: { 'x-mood': 'melancholy', accept: 'application/json' },
  });
  return ownWords({
    request,
    route: '/notes/:name',
    body: body === undefined ? undefined : bytes(body),
  });
}

it.each(['lind', 'Mára', 'diary', 'orchard', 'melancholy'])(
  'knows what came in path, query and headers: %s',
  (word) => {
    expect(own().has(word)).toBe(true);
  },
);

it.each(['notes', 'application', 'json', 'oven'])('holds no words of the app: %s', (word) => {
  expect(own().has(word)).toBe(false);
});

it('knows the values of a JSON body and not the names of its members', () => {
  const { has, values } = own('{"title":"The grand mother","deep":[{"age":42,"of":"Bo"}]}');
  expect(['grand', 'mother', 'bo', '42'].map((word) => has(word))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['title', 'deep', 'age'].map((word) => has(word))).toEqual([false, false, false]);
  expect(values).toContain('The grand mother');
});

it('knows all of a body that is no JSON', () => {
  expect(own('name=whispered').has('whispered')).toBe(true);
});

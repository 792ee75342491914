import { expect, it } from 'vitest';
import { caretakerOf, type AskedFor, type Caretaker } from './caretaker-of.ts';

const rules = {
  origin: 'https://app.example',
  page: 'https://app.example/index.html',
  serverPaths: ['/api/'],
  hashed: /\/assets\/[^/]+-[\w-]{8}\.\w+$/,
  isPrecached: (url: string) =>
    url === rules.page || url.startsWith('https://app.example/precached'),
};
const ask = (url: string, more: Partial<Record<keyof AskedFor, unknown>> = {}): AskedFor =>
  ({
    ...{ url: new URL(url, rules.origin).href, method: 'GET', mode: 'no-cors' },
    ...{ destination: 'image', headers: new Headers() },
    ...more,
  }) as AskedFor;
const page = { mode: 'navigate', destination: 'document' };
const operation = { mode: 'cors', destination: '' };

it.each<[string, AskedFor, Caretaker]>([
  ['any page of the app', ask('/characters/7?tab=notes', page), 'page'],
  ['the page itself', ask('/index.html#top', page), 'page'],
  [
    'the file of the page that code embeds',
    ask('/index.html', { destination: 'embed' }),
    'precache',
  ],
  ['a page inside a frame', ask('/', { ...page, destination: 'iframe' }), 'page'],
  ['a form that is posted', ask('/', { ...page, method: 'POST' }), 'network'],
  ['a page of the server', ask('/api/export.csv', page), 'network'],
  ['a precached file that a user opens', ask('/precached.pdf', page), 'precache'],
  ['a precached script', ask('/precached.js', { destination: 'script' }), 'precache'],
  ['a precached file that code reads', ask('/precached.json', operation), 'network'],
  ['an operation', ask('/api/notes', operation), 'network'],
  ['an operation outside the API paths', ask('/notes', operation), 'network'],
  ['a hashed file that code reads', ask('/assets/a-12345678.js', operation), 'network'],
  ['a hashed script', ask('/assets/a-12345678.js', { destination: 'script' }), 'asset'],
  ['a hashed style', ask('/assets/a-12345678.css', { destination: 'style' }), 'asset'],
  ['a hashed font', ask('/assets/a-12345678.woff2', { destination: 'font' }), 'asset'],
  ['a hashed worker', ask('/assets/a-12345678.js', { destination: 'worker' }), 'asset'],
  ['a shared worker', ask('/assets/a-12345678.js', { destination: 'sharedworker' }), 'asset'],
  ['a hashed module of data', ask('/assets/a-12345678.json', { destination: 'json' }), 'asset'],
  ['a hashed film', ask('/assets/a-12345678.mp4', { destination: 'video' }), 'network'],
  [
    'a page that says nothing of where it is shown',
    ask('/a', { ...page, destination: '' }),
    'page',
  ],
  ['a script without a hash', ask('/assets/analytics.js', { destination: 'script' }), 'network'],
  ['an image', ask('/pictures/mara.png'), 'image'],
  ['an image of the API', ask('/api/pictures/7'), 'network'],
  ['an image of another origin', ask('https://cdn.example/mara.png'), 'network'],
  [
    'a part of a film',
    ask('/film.mp4', { headers: new Headers({ range: 'bytes=0-' }) }),
    'network',
  ],
  [
    'a part of an image',
    ask('/a.png', { headers: new Headers({ range: 'bytes=0-9' }) }),
    'network',
  ],
  [
    'an image for a token',
    ask('/a.png', { headers: new Headers({ authorization: 'x' }) }),
    'network',
  ],
])('%s is answered by its own part', (_what, request, caretaker) => {
  expect(caretakerOf(request, rules)).toBe(caretaker);
});

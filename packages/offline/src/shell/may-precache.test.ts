import { expect, it } from 'vitest';
import { mayPrecache } from './may-precache.ts';

const HTML = 'text/html; charset=utf-8';

function answer(type: string | undefined, url: string, from?: string, status = 200) {
  const headers = new Headers(type === undefined ? {} : { 'content-type': type });
  return { ...{ status, headers, redirected: from !== undefined }, url: from ?? url };
}

const app = (path: string): string => `https://app.example${path}`;

it.each<[string, string, string | undefined, string?]>([
  ['a page', '/index.html', HTML],
  ['a script', '/assets/app-1.js', 'text/javascript'],
  ['a file without a type', '/LICENSE.txt', undefined],
  ['a page whose server leaves its name out', '/index.html', HTML, '/'],
  ['a page of a folder whose server leaves its name out', '/app/index.html', HTML, '/app/'],
  ['a page whose server leaves its ending out', '/app.html', HTML, '/app'],
  ['a folder whose server adds a slash', '/app', HTML, '/app/'],
  ['a page without an ending', '/', HTML],
  ['a script that lies at another address', '/app.js', 'text/javascript', '/v2/app.js'],
])('the shell precaches %s', (_what, path, type, from) => {
  expect(mayPrecache(app(path), answer(type, app(path), from && app(from)))).toBe(true);
});

it.each<[string, string, string, (string | undefined)?, number?]>([
  ['an error', '/app.js', 'text/javascript', undefined, 404],
  ['a sign-in page in the place of the page', '/index.html', HTML, app('/login')],
  ['a sign-in page with the same name', '/index.html', HTML, app('/login/index.html')],
  ['a sign-in page of another origin', '/index.html', HTML, 'https://sso.example/'],
  ['a page in the place of a script', '/assets/app-1.js', HTML],
  ['a page in the place of a style whose server writes large', '/app.CSS', 'TEXT/HTML'],
  ['a sign-in page in the place of a script', '/assets/app-1.js', HTML, app('/login')],
])('the shell does not precache %s', (_what, path, type, from, status) => {
  expect(mayPrecache(app(path), answer(type, app(path), from, status))).toBe(false);
});

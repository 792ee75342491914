import { expect, it } from 'vitest';
import { mayKeep, type Answered } from './may-keep.ts';

const answer = (
  headers: Readonly<Record<string, string>>,
  change: Partial<Omit<Answered, 'headers'>> = {},
): Answered => ({
  ...{ type: 'basic', status: 200, redirected: false, ...change },
  headers: new Headers(headers),
});
const png = { 'content-type': 'image/png' };

it.each<[string, Answered, 'asset' | 'image']>([
  ['an image', answer(png), 'image'],
  ['an image for one user', answer({ ...png, 'cache-control': 'private, max-age=60' }), 'image'],
  ['an image in several formats', answer({ ...png, vary: 'Accept' }), 'image'],
  ['a script', answer({ 'content-type': 'text/javascript; charset=utf-8' }), 'asset'],
  ['an old type of script', answer({ 'content-type': 'application/javascript' }), 'asset'],
  ['an older type of script', answer({ 'content-type': 'application/x-javascript' }), 'asset'],
  ['what differs by a header of no user', answer({ ...png, vary: 'Cookie-Banner' }), 'image'],
  ['under a directive of another name', answer({ ...png, 'cache-control': 'x-no-store' }), 'image'],
  ['a style', answer({ 'content-type': 'text/css' }), 'asset'],
  ['an image whose server writes large', answer({ 'content-type': 'IMAGE/PNG' }), 'image'],
  ['a style whose server writes large', answer({ 'content-type': 'TEXT/CSS' }), 'asset'],
  ['what differs by another header', answer({ ...png, vary: 'X-Cookie' }), 'image'],
  ['a font', answer({ 'content-type': 'font/woff2' }), 'asset'],
])('keeps %s', (_what, kept, kind) => {
  expect(mayKeep(kept, kind)).toBe(true);
});

it.each<[string, Answered, 'asset' | 'image']>([
  ['an opaque answer', answer(png, { type: 'opaque', status: 0 }), 'image'],
  ['an answer of another origin', answer(png, { type: 'cors' }), 'image'],
  ['a part', answer({ ...png, 'content-range': 'bytes 0-9/100' }, { status: 206 }), 'image'],
  ['a part that says 200', answer({ ...png, 'content-range': 'bytes 0-9/100' }), 'image'],
  ['an error', answer(png, { status: 404 }), 'image'],
  ['an answer without a body', answer(png, { status: 204 }), 'image'],
  ['what was redirected', answer(png, { redirected: true }), 'image'],
  ['no-store', answer({ ...png, 'cache-control': 'No-Store' }), 'image'],
  ['no-store among others', answer({ ...png, 'cache-control': 'private,no-store' }), 'image'],
  ['what differs for each request', answer({ ...png, vary: '*' }), 'image'],
  ['what differs for each request, among others', answer({ ...png, vary: 'Accept, *' }), 'image'],
  ['what differs for each user', answer({ ...png, vary: 'Accept-Encoding,Cookie' }), 'image'],
  ['what differs for each token', answer({ ...png, vary: 'Authorization' }), 'image'],
  ['a page in the place of a script', answer({ 'content-type': 'text/html' }), 'asset'],
  ['a sign-in page in the place of an image', answer({ 'content-type': 'text/html' }), 'image'],
  ['what only ends like a style', answer({ 'content-type': 'x-text/css' }), 'asset'],
  ['what only ends like an image', answer({ 'content-type': 'x-image/png' }), 'image'],
  ['what has no type', answer({}), 'image'],
])('does not keep %s', (_what, answered, kind) => {
  expect(mayKeep(answered, kind)).toBe(false);
});

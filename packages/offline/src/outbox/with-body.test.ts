import { expect, it } from 'vitest';
import { entry } from './outbox-stage.contract.ts';
import { withBody } from './with-body.ts';

const given = (init?: object) =>
  entry('a', { request: { ...entry('a').request, ...(init && { init }) } });
const kept = (init: object | undefined, length: number | undefined) =>
  withBody(given(init), length === undefined ? null : new Uint8Array(length)).request;

it('an entry gets the body that was read for it, and keeps the rest of its request', () => {
  const body = new Uint8Array(3);
  const { request } = given({ credentials: 'omit' });
  expect(withBody(given({ credentials: 'omit' }), body).request).toEqual({ ...request, body });
  expect(kept(undefined, undefined)).toEqual({ ...entry('a').request, body: null });
});

it('a body that is too large for `keepalive` goes out without it', () => {
  const init = { keepalive: true, credentials: 'omit' };
  expect(kept(init, 65_537).init).toEqual({ keepalive: false, credentials: 'omit' });
  expect(kept(init, 65_536).init).toEqual(init);
  expect(kept(init, undefined).init).toEqual(init);
  expect(kept({ credentials: 'omit' }, 65_537).init).toEqual({ credentials: 'omit' });
});

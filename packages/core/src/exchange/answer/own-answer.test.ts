import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Attempt } from '../request/attempt-headers.ts';
import type { Expectation } from './expectation.ts';
import { interpret } from './interpret.ts';
import type { Asked } from './own-answer.ts';
import type { Answer } from '../transport.ts';

const attempt: Attempt = { requestId: 'r1', incidentId: 'i1', attempt: 1, key: 'k1' };
const post: Asked = { method: 'POST', url: 'https://a.example/notes', headers: {} };

interface Given {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly redirected?: boolean;
  readonly url?: string;
}

const told = (
  { status = 200, type, body = '', headers = {}, redirected = false, url = post.url }: Given,
  accept: Expectation['accept'] = 'nothing',
  asked: Asked = post,
  more: Partial<Expectation> = {},
): ReturnType<typeof interpret> => {
  const answer: Answer = {
    ...{ status, url, redirected, body: new TextEncoder().encode(body) },
    headers: { ...(type === undefined ? {} : { 'content-type': type }), ...headers },
  };
  return interpret(answer, { accept, ...more }, attempt, 0, undefined, asked);
};
const code = (...given: Parameters<typeof told>): string => {
  const interpretation = told(...given);
  return interpretation.kind === 'accepted' ? 'accepted' : interpretation.failure.code;
};

describe('a page of a captive network is never taken for success', () => {
  const pages: readonly (readonly [string | undefined, string])[] = [
    [undefined, '<html>Welcome</html>'],
    [undefined, 'Welcome'],
    ['', 'Welcome'],
    ['text/html', '<p>'],
    ['text/html; charset=utf-8', '<p>'],
    ['application/xhtml+xml', '<html/>'],
    ['text/xml', '<a/>'],
    ['application/xml; charset=utf-8', '<a/>'],
    ['text/plain', 'OK'],
    ['text/plain, text/plain', 'OK'],
    ['application/captive+json', '{"captive":true}'],
    ['image/gif', 'GIF89a'],
    ['application/json', '<!DOCTYPE html><title>Welcome</title>'],
    ['application/json; charset=utf-8', '\ufeff\n <html>'],
  ];

  it.each(pages)('for a write that wants no value: %s %s', (type, body) => {
    const told2xx = told({ ...(type === undefined ? {} : { type }), body });
    expect(told2xx).toMatchObject({
      failure: { code: 'CAPTIVE_PORTAL', retry: 'later', effect: 'none' },
    });
  });

  it.each(pages)('for a write that wants JSON: %s %s', (type, body) => {
    expect(code({ ...(type === undefined ? {} : { type }), body }, 'json')).toBe('CAPTIVE_PORTAL');
  });

  it.each(pages.slice(0, 8))('for a write that wants bytes: %s %s', (type, body) => {
    expect(code({ ...(type === undefined ? {} : { type }), body }, 'bytes')).toBe('CAPTIVE_PORTAL');
  });

  it.each([undefined, '', 'text/plain', 'TEXT/PLAIN; charset=utf-8'])(
    'for a write that accepts text beside JSON, as libraries do: %s',
    (type) => {
      const accept = 'application/json, text/plain, */*';
      const given = { ...(type === undefined ? {} : { type }), body: 'Welcome' };
      expect(code(given, 'nothing', { ...post, headers: { accept } })).toBe('CAPTIVE_PORTAL');
    },
  );

  it('for a write that wants text and gets a page with the type of text', () => {
    expect(code({ type: 'text/plain', body: '<html>Welcome' }, 'text')).toBe('CAPTIVE_PORTAL');
    expect(code({ body: '<html>Welcome' }, 'text')).toBe('CAPTIVE_PORTAL');
    for (const body of ['<3', '<think>Hm.</think>', '<header> is a tag']) {
      expect(code({ type: 'text/plain', body }, 'text')).toBe('accepted');
    }
  });

  it.each([404, 410])('for a delete that may be done already: %i', (status) => {
    const remove: Asked = { ...post, method: 'DELETE' };
    const given = { status, type: 'text/html', body: '<p>' };
    expect(code(given, 'nothing', remove, { goneIsDone: true })).toBe('CAPTIVE_PORTAL');
    expect(code({ status }, 'nothing', remove, { goneIsDone: true })).toBe('accepted');
  });

  it('for a read that wants JSON and gets a page', () => {
    const get: Asked = { ...post, method: 'GET' };
    for (const type of ['text/html', 'application/xhtml+xml', 'text/xml', 'text/plain', '']) {
      expect(code({ type, body: '<p>' }, 'json', get)).toBe('CAPTIVE_PORTAL');
    }
    expect(code({ type: 'text/plain', body: '{"a":1}' }, 'json', get)).toBe('accepted');
    expect(code({ type: 'application/xml', body: '<a/>' }, 'bytes', get)).toBe('accepted');
  });
});

describe('the success of a server is believed', () => {
  it.each<[string, Given, Expectation['accept']]>([
    ['no content', { status: 204 }, 'nothing'],
    ['an empty body', { status: 201 }, 'nothing'],
    ['an empty page', { status: 202, type: 'text/html' }, 'nothing'],
    ['JSON', { type: 'application/json', body: '{}' }, 'nothing'],
    ['JSON of a kind', { type: 'application/vnd.a+json; v=1', body: '{}' }, 'nothing'],
    ['JSON by an old name', { type: 'text/json', body: '{}' }, 'json'],
    [
      'JSON that the type names twice',
      { type: 'application/json, application/json', body: '{}' },
      'json',
    ],
    ['JSON without a type, where JSON is wanted', { body: '{"id":1}' }, 'json'],
    ['text where text is wanted', { type: 'text/plain', body: 'OK' }, 'text'],
    ['an image where bytes are wanted', { type: 'image/png', body: 'x' }, 'bytes'],
  ])('as it is: %s', (_title, given, accept) => {
    expect(code(given, accept)).toBe('accepted');
  });

  it.each<[string, Record<string, string>]>([
    ['the id of the request', { 'x-request-id': 'r1' }],
    ['that it is a replay', { 'idempotency-replayed': 'true' }],
    ['a header of Holdfast', { 'holdfast-incident': 'i1' }],
    ['the method', { 'holdfast-method': 'POST' }],
  ])('in a page, when it gives back %s', (_title, headers) => {
    expect(code({ type: 'text/html', body: '<p>', headers })).toBe('accepted');
  });

  it('in a page, when the request itself asks for one', () => {
    const asked = { ...post, headers: { accept: 'text/html' } };
    expect(code({ type: 'text/html', body: '<p>' }, 'nothing', asked)).toBe('accepted');
  });

  it('in text, when the request itself asks for nothing else', () => {
    const asked = { ...post, headers: { accept: 'text/plain;q=0.9' } };
    expect(code({ type: 'text/plain', body: 'OK' }, 'nothing', asked)).toBe('accepted');
    expect(code({ type: 'text', body: 'OK' }, 'nothing', asked)).toBe('CAPTIVE_PORTAL');
    expect(code({ body: 'OK' }, 'nothing', asked)).toBe('CAPTIVE_PORTAL');
  });

  it('not for the id of another request', () => {
    const headers = { 'x-request-id': 'r2' };
    expect(code({ type: 'text/html', body: '<p>', headers })).toBe('CAPTIVE_PORTAL');
  });
});

describe('a write that was redirected', () => {
  const methods = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;

  it.each(methods)(
    'does not count as done when the server answered a read instead: %s',
    (method) => {
      const given = { redirected: true, type: 'application/json', body: '[]' };
      for (const accept of ['nothing', 'json', 'text', 'bytes'] as const) {
        expect(told(given, accept, { ...post, method })).toMatchObject({
          failure: { code: 'WRITE_REDIRECTED', effect: 'unknown', retry: 'never' },
        });
      }
    },
  );

  it('does not count as done when our own server answered the read into which the redirect had turned it', () => {
    const headers = { 'x-request-id': 'r1', 'holdfast-method': 'GET' };
    const given = { redirected: true, type: 'application/json', body: '[]', headers };
    expect(code(given)).toBe('WRITE_REDIRECTED');
  });

  it('counts as done when the answer says that this method arrived', () => {
    const headers = { 'holdfast-method': 'POST' };
    const given = { redirected: true, type: 'application/json', body: '{}', headers };
    expect(code(given)).toBe('accepted');
  });

  it('waits for a better network when it was led to another origin', () => {
    const given = { redirected: true, url: 'https://portal.example/', type: 'application/json' };
    expect(told({ ...given, body: '{}' })).toMatchObject({
      failure: { code: 'CAPTIVE_PORTAL', retry: 'later', effect: 'unknown' },
    });
  });

  it('may have been done although the server refused the read into which the redirect had turned it', () => {
    expect(told({ redirected: true, status: 404 })).toMatchObject({
      failure: { code: 'NOT_FOUND', effect: 'unknown' },
    });
  });

  it('differs from a read, which any redirect may lead on', () => {
    const given = { redirected: true, type: 'application/json', body: '[]' };
    expect(code(given, 'json', { ...post, method: 'GET' })).toBe('accepted');
  });
});

describe('a redirect that the browser did not follow', () => {
  it('says nothing certain about the write', () => {
    for (const location of ['/notes/1', 'https://a.example/sign-in']) {
      expect(told({ status: 303, headers: { location } })).toMatchObject({
        failure: { code: 'STATUS_UNEXPECTED', effect: 'unknown', retry: 'never' },
      });
    }
  });

  it('is a captive network when it leads to another origin', () => {
    const headers = { location: 'https://portal.example/hello' };
    expect(told({ status: 302, headers })).toMatchObject({
      failure: { code: 'CAPTIVE_PORTAL', retry: 'later', effect: 'unknown' },
    });
  });

  it('is neither success nor failure when the browser hides it', () => {
    expect(told({ status: 0, url: '' })).toMatchObject({
      failure: { code: 'ANSWER_OPAQUE', effect: 'unknown' },
    });
  });
});

describe('an answer that the caller does not need', () => {
  it.each<[string, Given]>([
    ['nothing', { status: 200 }],
    ['nothing, created', { status: 201, type: 'application/json' }],
    ['nothing, accepted', { status: 202 }],
    ['no JSON', { type: 'application/json', body: 'OK' }],
    ['half of some JSON', { type: 'application/json', body: '{"a":' }],
  ])('is accepted with any body: %s', (_title, given) => {
    expect(told(given, 'json', post, { unneeded: true })).toMatchObject({
      kind: 'accepted',
      value: undefined,
    });
  });

  it('is applied, and not uncertain, when the caller needs it and cannot read it', () => {
    expect(told({ type: 'application/json', body: 'OK' }, 'json')).toMatchObject({
      failure: { code: 'CONTENT_UNEXPECTED', effect: 'applied', retry: 'never' },
    });
    const get: Asked = { ...post, method: 'GET' };
    expect(told({ type: 'application/json', body: 'OK' }, 'json', get)).toMatchObject({
      failure: { code: 'CONTENT_UNEXPECTED', effect: 'none', retry: 'never' },
    });
  });
});

describe('an answer that was cut', () => {
  const json = 'application/json';
  const get: Asked = { ...post, method: 'GET' };

  it.each<[string, Given]>([
    ['in the middle', { type: json, body: '{"a":[1,' }],
    [
      'before its first letter, compressed',
      { type: json, headers: { 'content-encoding': 'gzip' } },
    ],
    ['before its first letter, with a length', { type: json, headers: { 'content-length': '5' } }],
  ])('is trouble of the network: %s', (_title, given) => {
    for (const asked of [get, post]) {
      expect(told(given, 'json', asked)).toMatchObject({
        failure: { code: 'NETWORK_FAILED', effect: 'unknown', retry: 'later' },
      });
    }
  });

  it('differs from the answer to HEAD, which has a length and no body', () => {
    const head: Asked = { ...post, method: 'HEAD' };
    const headers = { 'content-length': '5' };
    expect(code({ type: json, headers }, 'json', head)).toBe('CONTENT_UNEXPECTED');
  });

  it('is recognised wherever it was cut, inside of a character too', () => {
    const whole = new TextEncoder().encode(JSON.stringify({ name: 'Łódź 🔥', traits: ['müde'] }));
    for (let size = 1; size < whole.length; size += 1) {
      const body = whole.slice(0, size);
      const answer = {
        status: 200,
        headers: { 'content-type': json },
        body,
        url: '',
        redirected: false,
      };
      expect(interpret(answer, { accept: 'json' }, attempt, 0, null, get)).toMatchObject({
        failure: { code: 'NETWORK_FAILED' },
      });
    }
  });

  it('is trouble of the network when the caller wanted text and its last character was cut', () => {
    const body = new TextEncoder().encode('müde').slice(0, 2);
    const answer = {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body,
      url: '',
      redirected: false,
    };
    expect(interpret(answer, { accept: 'text' }, attempt, 0, null, get)).toMatchObject({
      failure: { code: 'NETWORK_FAILED' },
    });
  });
});

describe('a problem under a good status', () => {
  const type = 'application/problem+json';

  it('is no value', () => {
    for (const accept of ['json', 'text', 'bytes', 'nothing'] as const) {
      const given = { type, body: '{"status":409,"title":"no"}' };
      expect(told(given, accept)).toMatchObject({ failure: { code: 'CONFLICT', status: 409 } });
    }
  });

  it('counts as its own status, with its issues', () => {
    const body = '{"status":422,"errors":[{"pointer":"#/name","detail":"Too long"}]}';
    expect(told({ type, body }, 'json')).toMatchObject({
      failure: { code: 'REQUEST_INVALID', details: { issues: [{ pointer: '/name' }] } },
    });
  });

  it('is a value when it has no member of a problem', () => {
    expect(told({ type, body: '{"id":1}' }, 'json')).toMatchObject({ value: { id: 1 } });
  });

  it('counts as its HTTP status when it cannot be read, and is no value', () => {
    expect(told({ type, body: '{{' })).toMatchObject({
      failure: { code: 'CONTENT_UNEXPECTED', effect: 'applied' },
    });
  });

  it('has an unknown effect when it has no status', () => {
    for (const body of ['{"title":"no"}', '{"status":200}', '[]']) {
      expect(told({ type, body }, 'json')).toMatchObject({
        failure: { code: 'CONTENT_UNEXPECTED', effect: 'unknown' },
      });
    }
  });
});

it('a client never takes the answer to a read for the answer to a write, for any content', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('POST', 'PUT', 'PATCH', 'DELETE'),
      fc.constantFrom<Expectation['accept'][]>('nothing', 'json', 'text', 'bytes'),
      fc.integer({ min: 200, max: 299 }),
      fc.constantFrom('application/json', 'text/html', 'text/plain', ''),
      fc.string(),
      fc.dictionary(
        fc.constantFrom('x-request-id', 'idempotency-replayed', 'date'),
        fc.constant('r1'),
      ),
      (method, accept, status, type, body, headers) => {
        const asked = { ...post, method } as Asked;
        const given = { status, type, body, headers, redirected: true };
        expect(told(given, accept, asked).kind).toBe('refused');
      },
    ),
  );
});

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { unsendable } from './unsendable.ts';

// A machine may be busy with other things.
vi.setConfig({ testTimeout: 60_000 });

const HOST = 'https://a.example/';

const pointers = (...asked: Parameters<typeof unsendable>): readonly string[] | undefined =>
  (
    unsendable(...asked)?.details as
      { readonly issues: readonly { readonly pointer: string }[] } | undefined
  )?.issues.map(({ pointer }) => pointer);

const usedRequest = async (): Promise<Request> => {
  const request = new Request(HOST, { method: 'POST', body: 'text' });
  await request.text();
  return request;
};

describe('a request that no `fetch` can send', () => {
  it.each<[string, Parameters<typeof unsendable>[0], Parameters<typeof unsendable>[1], string]>([
    ['no address', 'http://', {}, '/url'],
    ['a port that is none', 'http://a.example:99999/', {}, '/url'],
    ['a credential in the address', 'https://ann:secret@a.example/', {}, '/url'],
    ['a host without a scheme', 'localhost:3000/notes', {}, '/url'],
    ['a socket', 'wss://a.example/', {}, '/url'],
    ['a letter', 'mailto:ann@a.example', {}, '/url'],
    ['a scheme with a letter too few', 'htp://a.example/', {}, '/url'],
    ['a scheme that nothing fetches', 'foo://a.example/', {}, '/url'],
    ['a file, from elsewhere', 'file:///notes', {}, '/url'],
    ['a value beyond Latin-1', HOST, { headers: { 'x-name': 'Łódź' } }, '/headers/x-name'],
    ['a value of two lines', HOST, { headers: { 'x-name': 'a\nb' } }, '/headers/x-name'],
    ['a value with a NUL', HOST, { headers: [['x-name', '\0']] }, '/headers/x-name'],
    ['a name with a blank', HOST, { headers: { 'x name': 'a' } }, '/headers/…'],
    ['no name', HOST, { headers: { '': 'a' } }, '/headers/'],
    ['a body on GET', HOST, { body: 'a' }, '/body'],
    ['an empty body on HEAD', HOST, { method: 'head', body: '' }, '/body'],
    ['a method that is no word', HOST, { method: 'GET NOTES' }, '/method'],
    ['a method that pages may not use', HOST, { method: 'TRACE' }, '/method'],
    ['a mode that is none', HOST, { mode: 'loud' as RequestMode }, ''],
    ['headers that are none', HOST, { headers: [['a']] as never }, '/headers/a'],
  ])('is named as the mistake of its caller: %s', (_title, url, init, pointer) => {
    const failure = unsendable(url, init);
    expect(failure).toMatchObject({ code: 'REQUEST_UNSENDABLE', retry: 'never', effect: 'none' });
    expect(pointers(url, init)).toEqual([pointer]);
    expect(JSON.stringify(failure)).not.toContain('secret');
  });

  it('is named when its body was read before, or is being read', async () => {
    expect(pointers(await usedRequest())).toEqual(['/body']);
    const locked = new ReadableStream();
    locked.getReader();
    expect(pointers(HOST, { method: 'POST', body: locked })).toEqual(['/body']);
  });

  it('has all its mistakes named at once', () => {
    expect(
      pointers('http://', { method: 'GET', body: 'a', headers: { 'x-a': '→', 'x-b': 'b' } }),
    ).toEqual(['/url', '/headers/x-a', '/body']);
  });
});

describe('a request that can be sent', () => {
  it.each<[string, ...Parameters<typeof unsendable>]>([
    ['to an address of the page itself', '/api/notes?a=ä'],
    ['to an address beside the page', 'notes'],
    ['to an app in a shell', 'capacitor://localhost/api'],
    ['to what the page holds itself', 'data:text/plain,a'],
    ['with a value in Latin-1 and blanks around it', HOST, { headers: { 'x-name': ' é \t' } }],
    ['with an empty value', HOST, { headers: { 'x-name': '' } }],
    ['with its body', HOST, { method: 'POST', body: 'a', headers: new Headers({ a: 'b' }) }],
    ['with a signal of another library', HOST, { signal: { aborted: false } as AbortSignal }],
    ['with options that requests have', HOST, { cache: 'no-store', credentials: 'same-origin' }],
    ['as a request', new Request(HOST, { method: 'POST', body: 'a' })],
    ['as a URL', new URL(HOST)],
    ['to the package of an extension', 'moz-extension://a/notes'],
  ])('passes: %s', (_title, url, init) => {
    expect(unsendable(url, init)).toBeUndefined();
  });

  it('passes: to the scheme of the page itself', () => {
    vi.stubGlobal('location', { href: 'shell://app/index.html' });
    expect(unsendable('shell://app/notes')).toBeUndefined();
    vi.unstubAllGlobals();
    expect(unsendable('shell://app/notes')).toMatchObject({ code: 'REQUEST_UNSENDABLE' });
  });

  it('keeps its body unread when it is checked', async () => {
    const request = new Request(HOST, { method: 'POST', body: 'a' });
    expect(unsendable(request)).toBeUndefined();
    expect(await request.text()).toBe('a');
  });
});

it('Holdfast gives the same verdict on every header as the platform itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (name, value) => {
      let taken = true;
      try {
        // oxlint-disable-next-line no-new -- to make some is the question
        new Headers([[name, value]]);
      } catch {
        taken = false;
      }
      // The platform takes control characters and then fails at the first send.
      // oxlint-disable-next-line no-control-regex -- it is about these
      const sent = taken && !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(value);
      expect(unsendable(HOST, { headers: [[name, value]] }) === undefined).toBe(sent);
    }),
    {
      examples: [
        ['a', '\r\n a \n'],
        ['a', 'a\r\n'],
        ['é', ''],
        ['a', '\u0085'],
      ],
    },
  );
});

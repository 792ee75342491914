import { browsers, everywhere, situationsOf, type Situation, type Truth } from './situation.ts';

/** The caller asked for a request that no fetch can send. Nothing was sent, and the same call always fails. */
const unsendable: Truth = ['validation|runtime', 'never', 'none'];
const untold: Truth = ['network', 'later', 'unknown'];
const unreadable: Truth = ['validation', 'never', 'unknown'];

const atFetch = { site: 'fetch', engines: everywhere } as const;

/** Requests that cannot be sent, requests that get no answer, and answers that cannot be read. */
export const requestSituations: readonly Situation[] = [
  ...situationsOf(atFetch, [
    [
      'a header name with a blank',
      unsendable,
      `return fetch(stage.own + '/json', { headers: { 'a b': '1' } });`,
    ],
    [
      'an empty header name',
      unsendable,
      `return fetch(stage.own + '/json', { headers: { '': '1' } });`,
    ],
    [
      'a header value beyond Latin-1',
      unsendable,
      `return fetch(stage.own + '/json', { headers: { 'x-name': '日本' } });`,
    ],
    [
      'a header value of two lines',
      unsendable,
      `return fetch(stage.own + '/json', { headers: { 'x-name': 'a\\nb' } });`,
    ],
    [
      'a header that is a symbol',
      unsendable,
      `return fetch(stage.own + '/json', { headers: { 'x-name': Symbol('a') } });`,
    ],
    [
      'headers of three parts',
      unsendable,
      `return fetch(stage.own + '/json', { headers: [['a', 'b', 'c']] });`,
    ],
    ['headers that are a number', unsendable, `return fetch(stage.own + '/json', { headers: 5 });`],
    ['a body on GET', unsendable, `return fetch(stage.own + '/json', { body: 'x' });`],
    [
      'a body on HEAD',
      unsendable,
      `return fetch(stage.own + '/json', { method: 'HEAD', body: 'x' });`,
    ],
    [
      'a method of two words',
      unsendable,
      `return fetch(stage.own + '/json', { method: 'PUT IT' });`,
    ],
    ['an empty method', unsendable, `return fetch(stage.own + '/json', { method: '' });`],
    ['the method TRACE', unsendable, `return fetch(stage.own + '/json', { method: 'TRACE' });`],
    ['the method CONNECT', unsendable, `return fetch(stage.own + '/json', { method: 'CONNECT' });`],
    ['an address that does not parse', unsendable, `return fetch('http://[bad');`],
    ['an address with credentials', unsendable, `return fetch('http://user:secret@127.0.0.1/');`],
    ['an address with a port that is none', unsendable, `return fetch('http://127.0.0.1:99999/');`],
    ['an address with a blank in the host', unsendable, `return fetch('http://a b/');`],
    ['the mode navigate', unsendable, `return fetch(stage.own + '/json', { mode: 'navigate' });`],
    ['a mode that is none', unsendable, `return fetch(stage.own + '/json', { mode: 'sideways' });`],
    [
      'a redirect that is none',
      unsendable,
      `return fetch(stage.own + '/json', { redirect: 'sideways' });`,
    ],
    [
      'credentials that are none',
      unsendable,
      `return fetch(stage.own + '/json', { credentials: 'sideways' });`,
    ],
    [
      'a cache mode that is none',
      unsendable,
      `return fetch(stage.own + '/json', { cache: 'sideways' });`,
    ],
    [
      'only the cache, of anything',
      unsendable,
      `return fetch(stage.own + '/json', { cache: 'only-if-cached', mode: 'cors' });`,
    ],
    [
      'a referrer that does not parse',
      unsendable,
      `return fetch(stage.own + '/json', { referrer: 'http://[bad' });`,
    ],
    [
      'a signal that is none',
      unsendable,
      `return fetch(stage.own + '/json', { signal: { aborted: false } });`,
    ],
    ['a window of its own', unsendable, `return fetch(stage.own + '/json', { window: {} });`],
    ['options that are a string', unsendable, `return fetch(stage.own + '/json', 'POST');`],
    [
      'a request whose body was used',
      unsendable,
      `const request = new Request(stage.own + '/json', { method: 'POST', body: 'x' }); await request.text(); return fetch(request);`,
    ],
    [
      'a stream that somebody reads',
      unsendable,
      `const body = new ReadableStream(); body.getReader(); return fetch(stage.own + '/json', { method: 'POST', body, duplex: 'half' });`,
    ],
    [
      'a stream without duplex',
      unsendable,
      `return fetch(stage.own + '/json', { method: 'POST', body: new Blob(['x']).stream() });`,
    ],
    ['an address that is a symbol', unsendable, `return fetch(Symbol('a'));`],
    ['nothing to fetch', unsendable, `return fetch();`],

    [
      'a writing request reset',
      untold,
      `return fetch(stage.own + '/reset', { method: 'PUT', body: 'x' });`,
    ],
    ['a deletion cut off', untold, `return fetch(stage.own + '/cut', { method: 'DELETE' });`],
    [
      'a writing request answered by garbage',
      untold,
      `const response = await fetch(stage.own + '/garbage', { method: 'POST', body: 'x' }); if (response.status === 200) return { skip: true };`,
    ],
    [
      'a writing request answered by headers without end',
      untold,
      `return (await fetch(stage.own + '/huge-headers', { method: 'POST', body: 'x' })).text();`,
    ],
    ['a body cut, read as a blob', untold, `return (await fetch(stage.own + '/cut-body')).blob();`],
    [
      'a body cut, read as bytes',
      untold,
      `return (await fetch(stage.own + '/cut-body')).arrayBuffer();`,
    ],
    [
      'a body reset, read as JSON',
      untold,
      `return (await fetch(stage.own + '/reset-body')).json();`,
    ],
    [
      'a body reset, read in pieces',
      untold,
      `const reader = (await fetch(stage.own + '/reset-body')).body.getReader(); while (!(await reader.read()).done);`,
    ],
    [
      'a chunked body cut',
      untold,
      `await (await fetch(stage.own + '/cut-chunk')).text(); return { skip: true };`,
    ],
    [
      'a gzip cut short',
      untold,
      `await (await fetch(stage.own + '/cut-gzip')).text(); return { skip: true };`,
    ],
    [
      'a body that is not the deflate it says',
      untold,
      `await (await fetch(stage.own + '/bad-deflate')).text(); return { skip: true };`,
    ],
    [
      'a gzip cut off with its connection',
      untold,
      `return (await fetch(stage.own + '/cut-gzip-length')).text();`,
    ],
    ['a redirect to a scheme nobody knows', untold, `return fetch(stage.own + '/gopher');`],
    [
      'a redirect with a body that is a stream',
      untold,
      `return fetch(stage.own + '/keep', { method: 'POST', duplex: 'half', body: new ReadableStream({ start(c) { c.enqueue(new Uint8Array(1)); c.close(); } }) });`,
    ],
    [
      'nobody listens, deleting',
      ['network', 'later', 'none|unknown'],
      `return fetch(stage.closed, { method: 'DELETE' });`,
    ],
    [
      'no such host, writing',
      ['network', 'later', 'none|unknown'],
      `return fetch('http://nowhere.invalid/a', { method: 'POST', body: 'x' });`,
    ],
    [
      'a file read by fetch',
      ['network|security|validation|runtime', 'never|later', 'none|unknown'],
      `return fetch('file:///etc/hosts');`,
    ],
    [
      'a stream of the caller that fails while it is sent',
      ['network|runtime|stream', 'never|later', 'unknown'],
      `return fetch(stage.own + '/json', { method: 'POST', duplex: 'half', body: new ReadableStream({ pull() { throw new TypeError('no'); } }) });`,
    ],
    [
      'an answer that is no form',
      unreadable,
      `return (await fetch(stage.own + '/json')).formData();`,
    ],
  ]),
  ...situationsOf({ ...atFetch, engines: browsers }, [
    [
      'an object URL that was given back',
      ['network|validation|runtime', 'never|later', 'none|unknown'],
      `const url = URL.createObjectURL(new Blob(['x'])); URL.revokeObjectURL(url); return fetch(url);`,
    ],
    [
      'another origin, sending JSON',
      untold,
      `return fetch(stage.other + '/json', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });`,
    ],
    [
      'another origin, with credentials',
      untold,
      `return fetch(stage.other + '/json', { credentials: 'include' });`,
    ],
    ['another origin with a body cut', untold, `return fetch(stage.other + '/cut-body');`],
    [
      'XMLHttpRequest without an answer',
      untold,
      `return new Promise((resolve) => { const xhr = new XMLHttpRequest(); xhr.open('POST', stage.own + '/cut'); xhr.onerror = (event) => resolve({ handed: event }); xhr.send('x'); });`,
    ],
    [
      'a WebSocket to nobody',
      untold,
      `return new Promise((resolve) => { new WebSocket(stage.closed.replace('http', 'ws')).onerror = (event) => resolve({ handed: event }); });`,
    ],
    [
      'an EventSource without an answer',
      untold,
      `return new Promise((resolve) => { const source = new EventSource(stage.own + '/cut'); source.onerror = (event) => { source.close(); resolve({ handed: event }); }; });`,
    ],
  ]),
  ...situationsOf({ site: 'json', engines: everywhere }, [
    ...[
      'nul',
      '[',
      '{"a":1',
      '{"a" 1}',
      '"\\u00g0"',
      '01',
      '1e',
      '-',
      'NaN',
      "{'a':1}",
      '{"a":1,}',
      '\\uFEFF{}',
      '[1 2]',
      '"a\\tb"',
      '{"a":1}\\n{"a":2}',
      'data: {}',
    ].map((text): [string, Truth, string] => [
      `JSON.parse of ${text}`,
      unreadable,
      `return JSON.parse(${JSON.stringify(text.replace('\\uFEFF', '\uFEFF').replaceAll('\\n', '\n').replaceAll('\\t', '\t'))});`,
    ]),
    ['JSON.parse of undefined', unreadable, `return JSON.parse(undefined);`],
    [
      'a page answered where JSON was asked',
      unreadable,
      `return (await fetch(stage.own + '/page', { method: 'POST', body: 'x' })).json();`,
    ],
    [
      'a script answered where JSON was asked',
      unreadable,
      `return (await fetch(stage.own + '/fine.js')).json();`,
    ],
    [
      'response.json() of an answer made here',
      unreadable,
      `return new Response('{"half":').json();`,
    ],
    [
      'request.json() of a form',
      unreadable,
      `return new Request('http://a.example/', { method: 'POST', body: 'a=1' }).json();`,
    ],
    ['a blob that is no JSON', unreadable, `return new Response(new Blob(['<p>'])).json();`],
    [
      'JSON of a status without a body',
      unreadable,
      `return new Response(null, { status: 204 }).json();`,
    ],
  ]),
];

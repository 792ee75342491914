import { browsers, everywhere, situationsOf, type Situation, type Truth } from './situation.ts';

const defect: Truth = ['runtime', 'never', 'unknown'];
/** The platform refused it before anything happened. */
const forbidden: Truth = ['security', 'never', 'none|unknown'];
/** The bytes have a wrong form; the same bytes always will. */
const unreadable: Truth = ['runtime|validation|security', 'never', 'unknown'];

const parsed = (about: string, source: string): [string, Truth, string] => [about, defect, source];

/** Bugs and refusals outside of storage, in any engine. */
export const platformSituations: readonly Situation[] = [
  ...situationsOf({ site: 'anywhere', engines: everywhere }, [
    parsed('a constructor called as a function', `class A {} return A();`),
    parsed('a number as a constructor', `return new (5)();`),
    parsed('a name used before it is there', `return later; let later;`),
    parsed('a constant assigned', `const a = 1; a = 2;`),
    parsed(
      'super before it was called',
      `class A {} return new (class extends A { constructor() { this.a = 1; } })();`,
    ),
    parsed('a symbol made a string', `return '' + Symbol('a');`),
    parsed('numbers of two kinds added', `return 1n + 1;`),
    parsed('a fraction made a bigint', `return BigInt(1.5);`),
    parsed('a word made a bigint', `return BigInt('one');`),
    parsed('a division of bigints by zero', `return 1n / 0n;`),
    parsed('a string repeated less than never', `return 'a'.repeat(-1);`),
    parsed('a string that is too long', `return 'a'.repeat(2 ** 30).repeat(8);`),
    parsed('a form of Unicode that is none', `return 'a'.normalize('sideways');`),
    parsed('a radix that is none', `return (1).toString(99);`),
    parsed('a code point that is none', `return String.fromCodePoint(-1);`),
    parsed('a URI component that is half', `return encodeURIComponent('\\ud800');`),
    parsed(
      'a property of a frozen object',
      `'use strict'; Object.freeze(globalThis.frozen = { a: 1 }); globalThis.frozen.a = 2;`,
    ),
    parsed(
      'a property that cannot be defined twice',
      `return Object.defineProperty(Object.freeze({}), 'a', { value: 1 });`,
    ),
    parsed('a key of a weak map', `return new WeakMap().set(1, 1);`),
    parsed('what cannot be iterated', `const [a] = undefined;`),
    parsed('what cannot be spread', `return Math.max(...5);`),
    parsed('what is no instance', `return {} instanceof 5;`),
    parsed('in a string', `return 'a' in 'abc';`),
    parsed('reduced from nothing', `return [].reduce((a, b) => a + b);`),
    parsed(
      'a proxy that was revoked',
      `const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy.a;`,
    ),
    parsed(
      'a prototype in a circle',
      `const a = {}; const b = Object.create(a); Object.setPrototypeOf(a, b);`,
    ),
    parsed('a buffer of the wrong length', `return new Uint32Array(new ArrayBuffer(3));`),
    parsed('a view outside of its buffer', `return new DataView(new ArrayBuffer(1)).getInt32(0);`),
    parsed('a date that cannot be formatted', `return new Intl.DateTimeFormat('en').format(NaN);`),
    parsed(
      'a time zone that is none',
      `return new Intl.DateTimeFormat('en', { timeZone: 'Nowhere/Ever' });`,
    ),
    parsed(
      'a currency that is none',
      `return new Intl.NumberFormat('en', { style: 'currency', currency: 'x' });`,
    ),
    parsed(
      'a generator that is running',
      `const g = (function* () { g.next(); yield 1; })(); g.next();`,
    ),
    parsed('a pattern that does not parse', `return new RegExp('(');`),
    parsed('a flag that is none', `return new RegExp('a', 'zz');`),
    parsed('code that does not parse', `return new Function('}');`),
    parsed('a URL without a base', `return new URL('/a');`),
    parsed('a base that does not parse', `return new URL('/a', 'nowhere');`),
    parsed('a header name that is none', `return new Headers({ 'a b': '1' });`),
    parsed('a header value that is none', `return new Headers().set('a', '\\u0100');`),
    parsed('headers that may not change', `return Response.error().headers.set('a', 'b');`),
    parsed('a request without an address', `return new Request('::');`),
    parsed(
      'a request whose body was read, copied',
      `const r = new Request('http://a.example/', { method: 'POST', body: 'x' }); await r.text(); return r.clone();`,
    ),
    parsed('a response of a status that is none', `return new Response('', { status: 42 });`),
    parsed('a response without a body that has one', `return new Response('x', { status: 204 });`),
    parsed('a redirect that is none', `return Response.redirect('http://a.example/', 200);`),
    parsed(
      'a response that was read, copied',
      `const r = new Response('a'); await r.text(); return r.clone();`,
    ),
    parsed(
      'a response that was read, read again',
      `const r = new Response('a'); await r.text(); return r.json();`,
    ),
    parsed(
      'a stream that somebody reads, read',
      `const s = new ReadableStream(); s.getReader(); return s.getReader();`,
    ),
    parsed(
      'a stream that somebody reads, cancelled',
      `const s = new ReadableStream(); s.getReader(); return s.cancel();`,
    ),
    parsed(
      'a stream that somebody reads, split',
      `const s = new ReadableStream(); s.getReader(); return s.tee();`,
    ),
    parsed(
      'a stream that somebody reads, piped',
      `const s = new ReadableStream(); s.getReader(); return s.pipeTo(new WritableStream());`,
    ),
    parsed(
      'a piece after the end of a stream',
      `return new ReadableStream({ start(c) { c.close(); c.enqueue(1); } });`,
    ),
    parsed(
      'a reader that let go',
      `const r = new ReadableStream().getReader(); r.releaseLock(); return r.read();`,
    ),
    parsed(
      'a write after the end',
      `const w = new WritableStream().getWriter(); await w.close(); return w.write(1);`,
    ),
    parsed(
      'a stream of bytes that has none',
      `return new ReadableStream({ start(c) { c.close(); } }).getReader({ mode: 'byob' });`,
    ),
    parsed(
      'a stream closed twice',
      `const w = new WritableStream().getWriter(); w.close().catch(() => {}); return w.close();`,
    ),
    parsed(
      'a strategy that counts to nothing',
      `return new ReadableStream({}, { highWaterMark: -1 });`,
    ),
    parsed('a compression that is none', `return new CompressionStream('sideways');`),
    [
      'bytes that are no gzip',
      unreadable,
      `return new Response(new Blob(['no gzip at all']).stream().pipeThrough(new DecompressionStream('gzip'))).text();`,
    ],
    [
      'bytes that are no deflate',
      unreadable,
      `return new Response(new Blob(['no deflate']).stream().pipeThrough(new DecompressionStream('deflate'))).text();`,
    ],
    [
      'a gzip that was cut',
      unreadable,
      `const whole = await new Response(new Blob(['a'.repeat(9999)]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(); return new Response(new Blob([whole.slice(0, 12)]).stream().pipeThrough(new DecompressionStream('gzip'))).text();`,
    ],
    [
      'bytes that are no UTF-8',
      unreadable,
      `return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255, 254, 253]));`,
    ],
    parsed('an encoding that is none', `return new TextDecoder('sideways');`),
    parsed('a symbol cloned', `return structuredClone(Symbol('a'));`),
    parsed('a promise cloned', `return structuredClone({ p: Promise.resolve(1) });`),
    parsed(
      'a buffer handed over twice',
      `const b = new ArrayBuffer(8); structuredClone(b, { transfer: [b] }); return structuredClone(b, { transfer: [b] });`,
    ),
    parsed(
      'a buffer used after it was handed over',
      `const b = new ArrayBuffer(8); structuredClone(b, { transfer: [b] }); return new Uint8Array(b);`,
    ),
    parsed('a message of a function', `return new MessageChannel().port1.postMessage(() => {});`),
    parsed(
      'a broadcast of a function',
      `const c = new BroadcastChannel('a'); try { c.postMessage(() => {}); } finally { c.close(); }`,
    ),
    parsed(
      'a broadcast after the end',
      `const c = new BroadcastChannel('a'); c.close(); return c.postMessage(1);`,
    ),
    parsed('base64 that is half', `return atob('abcde');`),
    parsed('text that is no Latin-1 made base64', `return btoa('日本');`),
    parsed(
      'a module of WebAssembly that is none',
      `return WebAssembly.compile(new Uint8Array([1, 2, 3]));`,
    ),
    parsed(
      'a module of WebAssembly without its imports',
      `return WebAssembly.instantiate(new Uint8Array([0,97,115,109,1,0,0,0,1,4,1,96,0,0,2,7,1,1,97,1,98,0,0]), {});`,
    ),
    parsed('an event dispatched that is none', `return new EventTarget().dispatchEvent({});`),
    parsed(
      'an event dispatched in its own dispatch',
      `const t = new EventTarget(); const e = new Event('a'); return new Promise((resolve, reject) => { t.addEventListener('a', () => { try { t.dispatchEvent(e); } catch (error) { reject(error); } }); t.dispatchEvent(e); });`,
    ),
    parsed(
      'an algorithm that is none',
      `return crypto.subtle.digest('sideways', new Uint8Array(1));`,
    ),
    parsed(
      'a key that cannot be read',
      `return crypto.subtle.importKey('raw', new Uint8Array(3), 'AES-GCM', true, ['encrypt']);`,
    ),
    parsed(
      'a key of another kind',
      `return crypto.subtle.importKey('jwk', { kty: 'RSA' }, { name: 'AES-GCM' }, true, ['encrypt']);`,
    ),
    parsed(
      'a public key that is noise',
      `return crypto.subtle.importKey('spki', new Uint8Array(30), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);`,
    ),
    parsed(
      'a use no key has',
      `return crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', true, ['sign']);`,
    ),
    parsed(
      'a key without a use',
      `return crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, []);`,
    ),
    parsed(
      'a key of no length',
      `return crypto.subtle.generateKey({ name: 'AES-GCM', length: 7 }, true, ['encrypt']);`,
    ),
    parsed(
      'a key used for what it is not for',
      `const k = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['encrypt']); return crypto.subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, k, new Uint8Array(32));`,
    ),
    parsed(
      'a key that may not leave',
      `const k = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, false, ['encrypt']); return crypto.subtle.exportKey('raw', k);`,
    ),
    [
      'a secret that was changed',
      unreadable,
      `const k = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 128 }, true, ['encrypt', 'decrypt']); return crypto.subtle.decrypt({ name: 'AES-GCM', iv: new Uint8Array(12) }, k, new Uint8Array(32));`,
    ],
    parsed('an id asked of no crypto', `return crypto.getRandomValues(new Float32Array(1));`),
    parsed(
      'every one raced was a bug',
      `return Promise.any([Promise.reject(new TypeError('a')), Promise.reject(new TypeError('b'))]);`,
    ),
    parsed('a timeout below zero', `return AbortSignal.timeout(-1);`),
    parsed('a file of nothing', `return new File();`),
    parsed('a form of a number', `return new FormData(1);`),
    parsed('parameters of three parts', `return new URLSearchParams([['a', 'b', 'c']]);`),
  ]),
  ...situationsOf({ site: 'anywhere', engines: browsers }, [
    [
      'an address of another origin put into the history',
      forbidden,
      `return history.pushState({}, '', stage.other + '/a');`,
    ],
    [
      'a document of another origin',
      forbidden,
      `const frame = document.createElement('iframe'); frame.src = stage.other + '/page'; const loaded = new Promise((r) => { frame.onload = r; }); document.body.append(frame); await loaded; return frame.contentWindow.document;`,
    ],
    [
      'an address of a frame of another origin',
      forbidden,
      `const frame = document.createElement('iframe'); frame.src = stage.other + '/page'; const loaded = new Promise((r) => { frame.onload = r; }); document.body.append(frame); await loaded; return frame.contentWindow.location.href;`,
    ],
    [
      'a domain that is not its own',
      forbidden,
      `document.domain = 'example.com'; return { skip: true };`,
    ],
    [
      'pixels of another origin',
      forbidden,
      `const image = new Image(); image.src = stage.other + '/dot.svg'; await image.decode(); const canvas = document.createElement('canvas'); const context = canvas.getContext('2d'); context.drawImage(image, 0, 0); return context.getImageData(0, 0, 1, 1);`,
    ],
    [
      'a picture of another origin exported',
      forbidden,
      `const image = new Image(); image.src = stage.other + '/dot.svg'; await image.decode(); const canvas = document.createElement('canvas'); canvas.getContext('2d').drawImage(image, 0, 0); return canvas.toDataURL();`,
    ],
    [
      'styles of another origin',
      forbidden,
      `const link = document.createElement('link'); link.rel = 'stylesheet'; link.href = stage.other + '/dot.css'; const loaded = new Promise((r) => { link.onload = r; link.onerror = r; }); document.head.append(link); await loaded; return link.sheet.cssRules;`,
    ],
    [
      'a video that plays by itself',
      ['security|runtime', 'never', 'none|unknown'],
      `const v = document.createElement('video'); v.src = 'data:video/mp4;base64,AAAA'; return v.play();`,
    ],
    [
      'a full screen that nobody asked for',
      ['security|runtime', 'never', 'none|unknown'],
      `return document.body.requestFullscreen();`,
    ],
    [
      'a share that nobody asked for',
      ['security|runtime', 'never', 'none|unknown'],
      `if (!navigator.share) return { skip: true }; return navigator.share({ title: 'a' });`,
    ],
    [
      'a credential that nobody has',
      ['security', 'never', 'none|unknown'],
      `if (!navigator.credentials?.get) return { skip: true }; return navigator.credentials.get({ publicKey: { challenge: new Uint8Array(8), timeout: 1, rpId: 'example.com' } });`,
    ],
    parsed(
      'a message before the socket is open',
      `return new WebSocket(stage.own.replace('http', 'ws') + '/silent').send('a');`,
    ),
    parsed('a socket of another scheme', `return new WebSocket('gopher://a');`),
    parsed(
      'a socket of the same word twice',
      `return new WebSocket(stage.own.replace('http', 'ws'), ['a', 'a']);`,
    ),
    parsed(
      'a socket closed with a code that is none',
      `const s = new WebSocket(stage.own.replace('http', 'ws') + '/silent'); return s.close(42);`,
    ),
    parsed(
      'a socket closed with too many words',
      `const s = new WebSocket(stage.own.replace('http', 'ws') + '/silent'); return s.close(1000, 'x'.repeat(200));`,
    ),
    parsed('an EventSource without an address', `return new EventSource('http://[bad');`),
    parsed('XMLHttpRequest sent before it was opened', `return new XMLHttpRequest().send();`),
    parsed(
      'XMLHttpRequest with a method that is none',
      `return new XMLHttpRequest().open('A B', '/a');`,
    ),
    [
      'XMLHttpRequest with a method that is forbidden',
      ['security|runtime', 'never', 'none|unknown'],
      `return new XMLHttpRequest().open('TRACE', '/a');`,
    ],
    parsed(
      'XMLHttpRequest to what does not parse',
      `return new XMLHttpRequest().open('GET', 'http://[bad');`,
    ),
    parsed(
      'a header of XMLHttpRequest too early',
      `return new XMLHttpRequest().setRequestHeader('a', 'b');`,
    ),
    parsed(
      'a header of XMLHttpRequest that is none',
      `const x = new XMLHttpRequest(); x.open('GET', '/a'); return x.setRequestHeader('a b', 'b');`,
    ),
    parsed(
      'a file read twice at once',
      `const r = new FileReader(); r.readAsText(new Blob(['a'])); return r.readAsText(new Blob(['a']));`,
    ),
    parsed('a selector that does not parse', `return document.querySelector('[');`),
    parsed('a selector that is empty', `return document.body.matches('');`),
    parsed('a selector that nobody knows', `return document.querySelectorAll(':sideways(');`),
    parsed(
      'a rule of style that does not parse',
      `const s = document.createElement('style'); document.head.append(s); return s.sheet.insertRule('}');`,
    ),
    parsed(
      'a rule of style at a place that is none',
      `const s = document.createElement('style'); document.head.append(s); return s.sheet.insertRule('a{}', 9);`,
    ),
    parsed(
      'an element beside nowhere',
      `return document.body.insertAdjacentElement('sideways', document.createElement('p'));`,
    ),
    parsed(
      'an element put before what is not there',
      `return document.body.insertBefore(document.createElement('p'), document.createElement('p'));`,
    ),
    parsed(
      'a shadow made twice',
      `const d = document.createElement('div'); d.attachShadow({ mode: 'open' }); return d.attachShadow({ mode: 'open' });`,
    ),
    parsed(
      'a shadow of what can have none',
      `return document.createElement('img').attachShadow({ mode: 'open' });`,
    ),
    parsed(
      'an element defined twice',
      `customElements.define('a-b', class extends HTMLElement {}); return customElements.define('a-b', class extends HTMLElement {});`,
    ),
    parsed(
      'an element defined by a name that is none',
      `return customElements.define('ab', class extends HTMLElement {});`,
    ),
    parsed('a range outside of its node', `return new Range().setStart(document.body, 99);`),
    parsed('a dialog that is nowhere', `return document.createElement('dialog').showModal();`),
    parsed('a class with a blank', `return document.body.classList.add('a b');`),
    parsed('a class that is empty', `return document.body.classList.add('');`),
    parsed('text cut at a place that is none', `return document.createTextNode('a').splitText(9);`),
    parsed('a namespace that is none', `return document.createElementNS('', 'a:b');`),
    parsed(
      'a canvas of another kind',
      `const c = new OffscreenCanvas(1, 1); return c.getImageData();`,
    ),
    parsed('an image of no size', `return new ImageData(0, 0);`),
    parsed(
      'pixels of no size',
      `return document.createElement('canvas').getContext('2d').getImageData(0, 0, 0, 0);`,
    ),
    parsed('a picture made of nothing', `return createImageBitmap(new Image());`),
    [
      'a picture made of noise',
      unreadable,
      `return createImageBitmap(new Blob(['noise'], { type: 'image/png' }));`,
    ],
    [
      'a sound made of noise',
      unreadable,
      `return new OfflineAudioContext(1, 1, 44100).decodeAudioData(new ArrayBuffer(8));`,
    ],
    [
      'a video of no kind that is known',
      unreadable,
      `const v = document.createElement('video'); v.muted = true; v.src = 'data:text/plain,a'; return v.play();`,
    ],
    parsed(
      'an animation that never ends, ended',
      `return document.body.animate([{ opacity: 0 }], { duration: 100, iterations: Infinity }).finish();`,
    ),
    parsed('an object URL of a number', `return URL.createObjectURL(1);`),
    parsed(
      'an observer of nothing',
      `return new MutationObserver(() => {}).observe(document.body, {});`,
    ),
    parsed(
      'an observer of the wrong margin',
      `return new IntersectionObserver(() => {}, { rootMargin: 'sideways' });`,
    ),
    parsed('a measure of a mark that is missing', `return performance.measure('a', 'none');`),
    parsed(
      'a state of the history that cannot be cloned',
      `return history.pushState(() => {}, '');`,
    ),
    parsed(
      'a document parsed by a type that is none',
      `return new DOMParser().parseFromString('', 'text/sideways');`,
    ),
    parsed('a path that does not parse', `return document.evaluate('///', document);`),
    parsed(
      'an input that selects nothing',
      `const i = document.createElement('input'); i.type = 'checkbox'; return i.setSelectionRange(0, 1);`,
    ),
    parsed(
      'a file input filled by code',
      `const i = document.createElement('input'); i.type = 'file'; i.value = 'a'; return { skip: true };`,
    ),
    parsed(
      'a step of what has none',
      `const i = document.createElement('input'); i.type = 'text'; return i.stepUp();`,
    ),
    parsed(
      'an offer to nobody',
      `if (!globalThis.RTCPeerConnection) return { skip: true }; const p = new RTCPeerConnection(); p.close(); return p.createOffer();`,
    ),
    parsed(
      'a description that is none',
      `if (!globalThis.RTCPeerConnection) return { skip: true }; return new RTCPeerConnection().setRemoteDescription({ type: 'offer', sdp: 'no' });`,
    ),
    parsed(
      'a source of media opened twice',
      `if (!globalThis.MediaSource) return { skip: true }; return new MediaSource().addSourceBuffer('video/mp4');`,
    ),
    parsed('a voice that is no audio context', `return new AudioContext({ sampleRate: 1 });`),
  ]),
  ...situationsOf({ site: 'anywhere', engines: browsers, page: '/page-in-sandbox' }, [
    ['a worker in a sandbox', forbidden, `return new Worker(stage.own + '/worker.js');`],
    [
      'a shared worker in a sandbox',
      forbidden,
      `if (!globalThis.SharedWorker) return { skip: true }; return new SharedWorker(stage.own + '/worker.js');`,
    ],
    [
      'the history of a sandbox',
      forbidden,
      `return history.pushState({}, '', stage.own + '/other');`,
    ],
    [
      'a service worker in a sandbox',
      forbidden,
      `return navigator.serviceWorker.register('/worker.js');`,
    ],
    [
      'the parent storage event of a sandbox',
      forbidden,
      `return globalThis.localStorage.getItem('a');`,
    ],
  ]),
];

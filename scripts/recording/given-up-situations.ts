import { browsers, everywhere, situationsOf, type Situation, type Truth } from './situation.ts';

const aborted: Truth = ['network', 'never', 'unknown'];
const late: Truth = ['policy', 'later', 'unknown'];

/** Work that its caller gave up, and work that took too long. */
export const givenUpSituations: readonly Situation[] = [
  ...situationsOf({ site: 'fetch', engines: everywhere }, [
    [
      'a write aborted on its way',
      aborted,
      `const c = new AbortController(); stage.signal = c.signal; setTimeout(() => c.abort(), 50); return fetch(stage.own + '/silent', { method: 'POST', body: 'x', signal: c.signal });`,
    ],
    [
      'a write timed out on its way',
      late,
      `stage.signal = AbortSignal.timeout(50); return fetch(stage.own + '/silent', { method: 'POST', body: 'x', signal: stage.signal });`,
    ],
    [
      'timed out in pieces',
      late,
      `stage.signal = AbortSignal.timeout(100); const reader = (await fetch(stage.own + '/slow-body', { signal: stage.signal })).body.getReader(); while (!(await reader.read()).done);`,
    ],
    [
      'aborted in pieces',
      aborted,
      `const c = new AbortController(); stage.signal = c.signal; const reader = (await fetch(stage.own + '/slow-body', { signal: c.signal })).body.getReader(); setTimeout(() => c.abort(), 50); while (!(await reader.read()).done);`,
    ],
    [
      'aborted with a symbol',
      aborted,
      `const c = new AbortController(); stage.signal = c.signal; setTimeout(() => c.abort(Symbol('left')), 50); return fetch(stage.own + '/silent', { signal: c.signal });`,
    ],
    [
      'aborted with zero',
      aborted,
      `const c = new AbortController(); stage.signal = c.signal; setTimeout(() => c.abort(0), 50); return fetch(stage.own + '/silent', { signal: c.signal });`,
    ],
    [
      'any of two signals aborted',
      aborted,
      `const c = new AbortController(); stage.signal = AbortSignal.any([c.signal, new AbortController().signal]); setTimeout(() => c.abort(), 50); return fetch(stage.own + '/silent', { signal: stage.signal });`,
    ],
    [
      'timed out before it began',
      late,
      `stage.signal = AbortSignal.timeout(1); await new Promise((r) => setTimeout(r, 40)); return fetch(stage.own + '/silent', { signal: stage.signal });`,
    ],
    [
      'aborted while a blob was read',
      aborted,
      `const c = new AbortController(); stage.signal = c.signal; const response = await fetch(stage.own + '/slow-body', { signal: c.signal }); setTimeout(() => c.abort(), 50); return response.blob();`,
    ],
    [
      'the request itself carried the signal',
      aborted,
      `const c = new AbortController(); stage.signal = c.signal; const request = new Request(stage.own + '/silent', { signal: c.signal }); setTimeout(() => c.abort(), 50); return fetch(request);`,
    ],
  ]),
  ...situationsOf({ site: 'anywhere', engines: everywhere }, [
    [
      'the reason of a signal aborted by nobody in particular',
      aborted,
      `throw AbortSignal.abort().reason;`,
    ],
    [
      'a pipe that was aborted',
      aborted,
      `const c = new AbortController(); c.abort(); return new ReadableStream().pipeTo(new WritableStream(), { signal: c.signal });`,
    ],
    [
      'a pipe aborted while it ran',
      aborted,
      `const c = new AbortController(); setTimeout(() => c.abort(), 20); return new ReadableStream().pipeTo(new WritableStream(), { signal: c.signal });`,
    ],
    [
      'a pipe that ran out of time',
      late,
      `return new ReadableStream().pipeTo(new WritableStream(), { signal: AbortSignal.timeout(10) });`,
    ],
    [
      'a stream that failed with an abort',
      aborted,
      `return new ReadableStream({ start(c) { c.error(new DOMException('', 'AbortError')); } }).getReader().read();`,
    ],
    [
      'a stream that failed with a timeout',
      late,
      `return new ReadableStream({ start(c) { c.error(new DOMException('', 'TimeoutError')); } }).getReader().read();`,
    ],
    [
      'every one raced ran out of time',
      late,
      `return Promise.any([1, 2, 3].map(() => Promise.reject(new DOMException('', 'TimeoutError'))));`,
    ],
  ]),
  ...situationsOf({ site: 'anywhere', engines: browsers }, [
    [
      'a task that was aborted',
      aborted,
      `if (!globalThis.scheduler?.postTask) return { skip: true }; const c = new TaskController(); const task = scheduler.postTask(() => {}, { signal: c.signal, delay: 1000 }); c.abort(); return task;`,
    ],
    [
      'a view transition that was skipped',
      aborted,
      `if (!document.startViewTransition) return { skip: true }; const t = document.startViewTransition(() => {}); t.finished.catch(() => {}); t.updateCallbackDone.catch(() => {}); t.skipTransition(); return t.ready;`,
    ],
    [
      'a video that was asked to play and then unloaded',
      aborted,
      `const video = document.createElement('video'); video.muted = true; const played = video.play(); video.load(); return played;`,
    ],
  ]),
];

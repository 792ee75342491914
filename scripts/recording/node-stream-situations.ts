import { EventEmitter } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { PassThrough, Readable, Transform, Writable } from 'node:stream';
import { pipeline, finished } from 'node:stream/promises';
import { failing, type Line, situationAt } from './node-line.ts';
import type { Situation, Truth } from './situation.ts';

const defect: Truth = ['runtime', 'never', 'unknown'];

const streams: readonly Line[] = [
  [
    'a stream written after its end',
    defect,
    () => {
      const s = new PassThrough();
      s.end();
      s.write('x');
      return failing(s);
    },
  ],
  [
    'a stream written after it was destroyed',
    defect,
    () => {
      const s = new PassThrough();
      s.destroy();
      return new Promise((_r, fail) => void s.write('x', fail));
    },
  ],
  [
    'a stream fed after its end',
    defect,
    () => {
      const s = new Readable({ read() {} });
      s.push(null);
      s.push('x');
      return failing(s);
    },
  ],
  ['a stream written nothing', defect, () => new PassThrough().write(null)],
  [
    'a stream that cannot write',
    defect,
    () => {
      const s = new Writable();
      s.write('x');
      return failing(s);
    },
  ],
  [
    'a stream that cannot read',
    defect,
    () => {
      const s = new Readable();
      s.resume();
      return failing(s);
    },
  ],
  [
    'a stream that calls back twice',
    defect,
    () => {
      const s = new Transform({
        transform(_c, _e, done) {
          done();
          done();
        },
      });
      s.write('x');
      return failing(s);
    },
  ],
  [
    'a stream that ended too soon, awaited',
    ['stream', 'later', 'unknown'],
    () => {
      const s = new PassThrough();
      setTimeout(() => s.destroy(), 5);
      return finished(s);
    },
  ],
  [
    'a stream that ended too soon, piped',
    ['stream', 'later', 'unknown'],
    () => {
      const from = new Readable({ read() {} });
      setTimeout(() => from.destroy(), 5);
      return pipeline(from, new PassThrough().resume());
    },
  ],
  [
    'a stream given up while it ran',
    ['network', 'never', 'unknown'],
    () => {
      const c = new AbortController();
      setTimeout(() => c.abort(), 5);
      return pipeline(new Readable({ read() {} }), new PassThrough().resume(), {
        signal: c.signal,
      });
    },
  ],
  [
    'a stream that ran out of time',
    ['policy|network', 'later|never', 'unknown'],
    () =>
      pipeline(new Readable({ read() {} }), new PassThrough().resume(), {
        signal: AbortSignal.timeout(5),
      }),
  ],
  ['a stream of what cannot be iterated', defect, () => Readable.from(5 as never)],
  [
    'a stream of the wrong pieces',
    defect,
    () => {
      const s = new Writable({ write: (_c, _e, done) => done() });
      s.write(5 as never);
    },
  ],
  [
    'a line asked after the end',
    defect,
    () => {
      const r = createInterface({ input: new PassThrough() });
      r.close();
      return r.question('a');
    },
  ],
  ['an error nobody listened to', defect, () => new EventEmitter().emit('error', 'no')],
];

/** Streams that end too soon, and streams misused. */
export const nodeStreamSituations: readonly Situation[] = streams.map(situationAt('anywhere'));

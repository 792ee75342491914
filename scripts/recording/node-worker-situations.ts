import * as fs from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { failing, inFolder, type Line, situationAt } from './node-line.ts';
import type { Situation, Truth } from './situation.ts';

const broke: Truth = ['worker', 'never', 'unknown'];

const started = (source: string, options: object = {}): Worker =>
  new Worker(source, { eval: true, ...options });

const workers: readonly Line[] = [
  ['a worker that misuses undefined', broke, () => failing(started('undefined.a'))],
  [
    'a worker that throws an error of the app',
    broke,
    () => failing(started('throw new Error("no")')),
  ],
  ['a worker that throws a string', broke, () => failing(started('throw "no"'))],
  ['a worker that throws nothing', broke, () => failing(started('throw undefined'))],
  ['a worker that rejects', broke, () => failing(started('Promise.reject(new RangeError("no"))'))],
  ['a worker that does not parse', broke, () => failing(started('const = ;'))],
  ['a worker that throws what cannot be cloned', broke, () => failing(started('throw () => {}'))],
  [
    'a worker whose file is missing',
    ['worker', 'never|later', 'none|unknown'],
    () => failing(new Worker('/nowhere/at/all.js')),
  ],
  [
    'a worker that needs a package that is missing',
    ['worker', 'never|later', 'none|unknown'],
    () => failing(started('require("none-at-all")')),
  ],
  [
    'a worker of a path that is none',
    ['worker', 'never', 'none|unknown'],
    () => new Worker('sideways.js'),
  ],
  [
    'a worker of an option that is none',
    ['worker', 'never', 'none|unknown'],
    () => started('', { execArgv: ['--sideways'] }),
  ],
  [
    'a worker of a limit that is none',
    ['worker', 'never', 'none|unknown'],
    () => started('', { resourceLimits: 5 }),
  ],
  [
    'a worker sent a function',
    ['worker', 'never', 'unknown'],
    () => {
      const w = started('');
      w.on('error', () => {});
      w.postMessage(() => {});
    },
  ],
  [
    'a worker made with a function',
    ['worker', 'never', 'unknown'],
    () => started('', { workerData: () => {} }),
  ],
  [
    'a worker sent the same twice',
    ['worker', 'never', 'unknown'],
    () => {
      const b = new ArrayBuffer(8);
      const w = started('');
      w.on('error', () => {});
      w.postMessage(b, [b, b]);
    },
  ],
  [
    'a worker out of memory',
    ['resource', 'later|never', 'unknown'],
    () =>
      failing(
        started('const a = []; for (;;) a.push(new Array(1e5).fill(1.5));', {
          resourceLimits: { maxOldGenerationSizeMb: 8 },
        }),
      ),
  ],
  [
    'a worker of a file that breaks',
    broke,
    inFolder(async (f) => {
      const file = path.join(f, 'a.mjs');
      await fs.writeFile(file, 'undefined.a');
      return failing(new Worker(file));
    }),
  ],
  [
    'a worker that reads a file that is missing',
    broke,
    () => failing(started('require("node:fs").readFileSync("/nowhere")')),
  ],
];

/** Threads that do not start, or break. */
export const nodeWorkerSituations: readonly Situation[] = workers.map(situationAt('worker'));

import { EventEmitter } from 'node:events';
import * as fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import vm from 'node:vm';
import { MessageChannel } from 'node:worker_threads';
import { inFolder, type Line, situationAt } from './node-line.ts';
import type { Situation, Truth } from './situation.ts';

const defect: Truth = ['runtime', 'never', 'unknown'];
const missing: Truth = ['chunk', 'never|later', 'none|unknown'];

const require = createRequire(import.meta.url);

const code: readonly Line[] = [
  ['a URL that is none', defect, () => new URL('nowhere')],
  ['a file of another scheme', defect, () => fileURLToPath('http://a')],
  ['a file of a host', defect, () => fileURLToPath('file://a/b')],
  ['a file with an escaped slash', defect, () => fileURLToPath('file:///a%2fb')],
  ['a module required that is missing', missing, () => require('./none.cjs')],
  ['a package required that is missing', missing, () => require('none-at-all')],
  ['a built-in module that is none', missing, () => import('node:sideways' as never)],
  ['a built-in module required that is none', missing, () => require('node:sideways')],
  ['a module of an extension that is none', missing, () => import('data:sideways,a' as never)],
  ['a module of a scheme that is none', missing, () => import('gopher://a/b' as never)],
  ['a folder imported', missing, inFolder((f) => import(f))],
  ['a package that does not export it', missing, () => import('vitest/sideways' as never)],
  ['a name of a module that is none', missing, () => import('./a%2fb.js' as never)],
  [
    'JSON imported without saying so',
    missing,
    inFolder(async (f) => {
      const file = path.join(f, 'a.json');
      await fs.writeFile(file, '{}');
      return import(file);
    }),
  ],
  [
    'an attribute that is none',
    missing,
    () => import('data:text/javascript,1' as never, { with: { type: 'sideways' } } as never),
  ],
  ['a pattern that is none', defect, () => vm.runInNewContext("new RegExp('(')")],
  [
    'a script that takes too long',
    ['policy|runtime', 'later|never', 'unknown'],
    () => vm.runInNewContext('for (;;);', {}, { timeout: 20 }),
  ],
  [
    'a script that does not parse',
    ['runtime|validation', 'never', 'unknown'],
    () => new vm.Script('}'),
  ],
  [
    'an argument that nobody knows',
    ['runtime|validation', 'never', 'unknown'],
    () => parseArgs({ args: ['--none'], options: {} }),
  ],
  [
    'an argument without its value',
    ['runtime|validation', 'never', 'unknown'],
    () => parseArgs({ args: ['--a'], options: { a: { type: 'string' } } }),
  ],
  ['an argument of the wrong kind', defect, () => path.join(5 as never)],
  ['a callback that is none', defect, () => process.nextTick(5 as never)],
  ['a timer of no function', defect, () => setTimeout(7 as never, 1)],
  ['a warning of no kind', defect, () => process.emitWarning(5 as never)],
  [
    'a variable of the environment that is a symbol',
    defect,
    () => {
      process.env[Symbol('a') as never] = 'b';
    },
  ],
  ['an option that may not be missing', defect, () => new net.Server().listen({} as never)],
  ['a limit of listeners below zero', defect, () => new EventEmitter().setMaxListeners(-1)],
  [
    'a message that cannot be cloned',
    defect,
    () => new MessageChannel().port1.postMessage(() => {}),
  ],
];

/** Modules that are not there, scripts, and arguments of the wrong kind. */
export const nodeModuleSituations: readonly Situation[] = code.map(situationAt('anywhere'));

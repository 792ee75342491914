import { createReadStream, createWriteStream, watch } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { failing, inFolder, type Line, situationAt } from './node-line.ts';
import type { Situation, Truth } from './situation.ts';

const refused: Truth = ['storage', 'never', 'none'];
const defect: Truth = ['runtime', 'never', 'unknown'];

const files: readonly Line[] = [
  ['a file that is missing', refused, () => fs.readFile('/nowhere/at/all')],
  ['a file that is missing, removed', refused, () => fs.unlink('/nowhere/at/all')],
  ['a file that is missing, streamed', refused, () => failing(createReadStream('/nowhere'))],
  ['a file that is missing, watched', refused, () => watch('/nowhere/at/all')],
  ['a folder that is missing, listed', refused, () => fs.readdir('/nowhere')],
  [
    'a folder that is missing, written into',
    refused,
    () => failing(createWriteStream('/nowhere/a')),
  ],
  ['a folder read as a file', refused, () => fs.readFile('/tmp')],
  ['a folder written as a file', refused, () => fs.writeFile('/tmp', 'x')],
  ['a file listed as a folder', refused, () => fs.readdir('/etc/hosts')],
  ['a file inside of a file', refused, () => fs.readFile('/etc/hosts/a')],
  ['a folder made twice', refused, inFolder((f) => fs.mkdir(f))],
  [
    'a file that must be new and is not',
    refused,
    inFolder(async (f) => {
      await fs.writeFile(path.join(f, 'a'), '');
      await fs.writeFile(path.join(f, 'a'), '', { flag: 'wx' });
    }),
  ],
  [
    'a folder removed that is not empty',
    refused,
    inFolder(async (f) => {
      await fs.writeFile(path.join(f, 'a'), '');
      await fs.rmdir(f);
    }),
  ],
  ['a folder removed as a file', refused, inFolder((f) => fs.rm(f))],
  ['a name that is too long', refused, () => fs.readFile(`/tmp/${'x'.repeat(300)}`)],
  [
    'a link in a circle',
    refused,
    inFolder(async (f) => {
      await fs.symlink(path.join(f, 'b'), path.join(f, 'a'));
      await fs.symlink(path.join(f, 'a'), path.join(f, 'b'));
      await fs.readFile(path.join(f, 'a'));
    }),
  ],
  ['a link read that is none', refused, () => fs.readlink('/etc/hosts')],
  [
    'a file moved to another disk',
    refused,
    inFolder(async (f) => {
      await fs.writeFile(path.join(f, 'a'), '');
      await fs.rename(path.join(f, 'a'), `/dev/shm/recording-${process.pid}`);
    }),
  ],
  ['a folder moved into itself', refused, inFolder((f) => fs.rename(f, path.join(f, 'a')))],
  ['a folder copied as a file', refused, inFolder((f) => fs.cp(f, path.join(f, '..', 'b')))],
  [
    'a handle used after it was closed',
    ['storage|runtime', 'never', 'none|unknown'],
    inFolder(async (f) => {
      const h = await fs.open(path.join(f, 'a'), 'w');
      await h.close();
      await h.write('x');
    }),
  ],
  [
    'a handle that may only be read',
    ['storage|runtime', 'never', 'none|unknown'],
    async () => {
      const h = await fs.open('/etc/hosts');
      try {
        await h.write('x');
      } finally {
        await h.close();
      }
    },
  ],
  [
    'a folder closed twice',
    defect,
    inFolder(async (f) => {
      const d = await fs.opendir(f);
      await d.close();
      await d.close();
    }),
  ],
  [
    'a file that the system keeps to itself',
    ['storage', 'never|later', 'none|unknown'],
    () => fs.writeFile('/proc/version', 'x'),
  ],
  [
    'a disk that may only be read',
    ['storage', 'never|later', 'none|unknown'],
    () => fs.writeFile('/proc/sys/kernel/none', 'x'),
  ],
  ['a mount removed', ['storage|resource', 'later|never', 'none'], () => fs.rmdir('/proc')],
  [
    'a program overwritten while it runs',
    ['storage|resource', 'later', 'none'],
    () => fs.writeFile('/proc/self/exe', 'x', { flag: 'r+' }),
  ],
  [
    'a full disk, streamed',
    ['quota', 'later', 'none|unknown'],
    () => failing(createWriteStream('/dev/full').end('x'.repeat(9))),
  ],
  [
    'a full disk, through a handle',
    ['quota', 'later', 'none|unknown'],
    async () => {
      const h = await fs.open('/dev/full', 'w');
      try {
        await h.write('x');
      } finally {
        await h.close();
      }
    },
  ],
  ['a path with a null byte', defect, () => fs.readFile('/tmp/\0')],
  ['a mode that is none', defect, () => fs.open('/tmp/a', 'sideways')],
  ['an encoding that is none', defect, () => fs.readFile('/etc/hosts', 'sideways' as never)],
  ['a folder to change to that is missing', refused, () => process.chdir('/nowhere')],
  [
    'a file read after it was given up',
    ['network', 'never', 'unknown'],
    () => {
      const c = new AbortController();
      const read = fs.readFile('/dev/zero', { signal: c.signal });
      setTimeout(() => c.abort(), 10);
      return read;
    },
  ],
];

/** Files of Node: missing, of another kind, taken, or not for this process. */
export const nodeFileSituations: readonly Situation[] = files.map(situationAt('anywhere'));

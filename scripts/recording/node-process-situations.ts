import { exec, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { failing, type Line, situationAt } from './node-line.ts';
import type { Situation, Truth } from './situation.ts';

const defect: Truth = ['runtime', 'never', 'unknown'];
const reset: Truth = ['network', 'later', 'unknown'];

const processes: readonly Line[] = [
  [
    'a program that is missing',
    ['storage|runtime', 'never', 'none'],
    () => failing(spawn('no-such-program-at-all')),
  ],
  [
    'a program that may not run',
    ['storage|security', 'never', 'none'],
    () => failing(spawn('/etc/hosts')),
  ],
  [
    'a program in a folder that is missing',
    ['storage|runtime', 'never', 'none'],
    () => failing(spawn('true', { cwd: '/nowhere' })),
  ],
  ['a program that fails', ['runtime', 'never', 'unknown'], () => promisify(execFile)('false')],
  [
    'a program that says too much',
    ['resource|runtime', 'never', 'unknown'],
    () => promisify(exec)('yes | head -c 100000', { maxBuffer: 10 }),
  ],
  [
    'a program given up',
    ['network', 'never', 'unknown'],
    () =>
      promisify(execFile)('sleep', ['5'], { signal: AbortSignal.timeout(20) }).catch(
        (e: unknown) => {
          throw e;
        },
      ),
  ],
  [
    'a program that takes no more',
    reset,
    async () => {
      const child = spawn('true');
      await once(child, 'exit');
      child.stdin.write('x');
      return failing(child.stdin);
    },
  ],
  [
    'a process that is gone',
    ['runtime|storage|resource', 'never', 'none|unknown'],
    () => process.kill(2_147_483_646, 0),
  ],
  ['a signal that is none', defect, () => process.kill(process.pid, 'SIGSIDEWAYS')],
];

/** Programs that do not start, fail or are given up. */
export const nodeProcessSituations: readonly Situation[] = processes.map(situationAt('anywhere'));

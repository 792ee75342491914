// `node scripts/side-by-side.ts "<command>" "<command>" …` runs commands of which none needs another, two at a
// time. It prints what a command says when that command has ended, and fails when one of them has failed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { twoAtATime } from './two-at-a-time.ts';

const codes = await twoAtATime(process.argv.slice(2), async (command) => {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes: Buffer) => void said.push(bytes));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  process.stdout.write(`$ ${command}\n${Buffer.concat(said).toString()}\n`);
  if (code !== 0) console.error(`${command}: failed`);
  return code;
});
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;

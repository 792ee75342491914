import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const module = path.join(import.meta.dirname, 'setup.mjs');

const run = (work: string): Promise<{ stdout: string; stderr: string; code?: number }> =>
  promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', `const setup = await import('${module}');\n${work}`],
    { env: { ...process.env, NODE: process.execPath } },
  ).catch((error: { stdout: string; stderr: string; code: number }) => error);

it('says what it does while a long command runs, and hides the output of the command', async () => {
  const { stdout } = await run(`
    const script = 'console.log("npm http fetch GET 200 a\\\\nnpm http fetch GET 200 b"); setTimeout(() => {}, 300)';
    const how = { progress: setup.npmProgress, everyMs: 50 };
    await setup.runTelling('Installing', [process.env.NODE, '-e', script], how);
    console.log('done');
  `);
  const lines = stdout.trim().split('\n');
  expect(lines[0]).toBe('Installing …');
  expect(lines).toContain('Installing … 0 s, 2 answers of the registry');
  expect(lines.at(-1)).toBe('done');
});

it('shows the output of a failing command, and ends with its code', async () => {
  const { stderr, code } = await run(`
    const script = 'console.error("npm http fetch GET 200 a\\\\nno room left"); process.exit(7)';
    await setup.runTelling('Installing', [process.env.NODE, '-e', script]);
  `);
  expect(code).toBe(7);
  expect(stderr).toContain('no room left');
  expect(stderr).not.toMatch(/^npm http/m);
});

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
const tsc = path.join(root, 'node_modules/.bin/tsc');
const app = mkdtempSync(path.join(tmpdir(), 'holdfast-app-'));

function run(...args: readonly string[]): {
  readonly status: number | null;
  readonly said: string;
} {
  const { status, stdout, stderr } = spawnSync(tsc, args, { cwd: app, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}` };
}

/** The app's view: only declarations, beside the packages that it has installed. */
function install(name: string): void {
  const from = path.join(root, 'packages', name);
  const to = path.join(app, 'node_modules/@holdfast', name);
  mkdirSync(to, { recursive: true });
  for (const part of ['package.json', 'dist']) {
    cpSync(path.join(from, part), path.join(to, part), { recursive: true });
  }
}

function compile(code: string, lib: readonly string[]): ReturnType<typeof run> {
  writeFileSync(path.join(app, 'app.ts'), code);
  const options = {
    ...{ strict: true, noEmit: true, skipLibCheck: false, exactOptionalPropertyTypes: true },
    ...{ module: 'preserve', target: 'es2022', types: [], lib },
  };
  const config = { compilerOptions: options, files: ['app.ts'] };
  writeFileSync(path.join(app, 'tsconfig.json'), JSON.stringify(config));
  return run('-p', '.');
}

beforeAll(() => {
  const { said } = run('-b', path.join(root, 'packages/http'));
  if (said !== '') throw new Error(said);
  install('core');
  install('http');
}, 120_000);
afterAll(() => rmSync(app, { recursive: true }));

const all = `
  import * as http from '@holdfast/http';
  import * as streams from '@holdfast/http/streams';
  const guarded: typeof fetch = http.resilientFetch(fetch);
  export { guarded, http, streams };
`;

it.each([[['es2023', 'dom', 'dom.iterable']], [['es2023', 'webworker']]])(
  'an app without ky compiles, its declarations included: %j',
  (lib) => {
    expect(compile(all, lib)).toEqual({ status: 0, said: '' });
  },
  60_000,
);

it('an app that passes another value than a ky instance gets an error from the compiler', () => {
  const code = "import { kyTransport } from '@holdfast/http';\nkyTransport({ get: fetch });";
  expect(compile(code, ['es2023', 'dom']).said).toContain('app.ts(2,15): error TS2353');
}, 60_000);

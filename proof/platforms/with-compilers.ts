import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { here, installed, packed, root } from './places.ts';
import { runCommand } from './run-command.ts';
import type { Platform, Result } from './verdict.ts';

interface Consumer {
  readonly row: string;
  readonly file: string;
  readonly lib: readonly string[];
  readonly types?: readonly string[];
  /** The packages that the app has installed besides ours and their dependencies. */
  readonly peers: readonly string[];
}

const NODE = ['@types/node', 'undici-types'];
const CONSUMERS: readonly Consumer[] = [
  {
    row: 'an app with no optional peer',
    file: 'app.tsx',
    lib: ['es2023', 'dom', 'dom.iterable'],
    peers: ['@types/react', 'csstype', 'react', 'react-hook-form', 'zustand'],
  },
  {
    row: 'a service worker, without the types of pages',
    file: 'worker.ts',
    lib: ['es2023', 'webworker'],
    peers: [],
  },
  {
    row: 'a server with no optional peer, without the types of pages',
    ...{ file: 'server.ts', lib: ['es2023'], types: ['node'], peers: NODE },
  },
  {
    row: 'a server with every peer',
    ...{ file: 'server-with-peers.ts', lib: ['es2023'], types: ['node'] },
    peers: [...NODE, 'hono', 'kysely', 'pino', 'pg', '@types/pg'],
  },
];

const [APP, WORKER, SERVER, WITH_PEERS] = CONSUMERS;

function withCompiler(
  version: string,
  compiler: string,
  tries: Readonly<Record<string, readonly (Consumer | undefined)[]>>,
): Platform {
  return {
    name: `TypeScript ${version}`,
    async try() {
      const results: Result[] = [];
      for (const [resolution, consumers] of Object.entries(tries)) {
        for (const consumer of consumers) {
          if (consumer) results.push(await compile(consumer, compiler, resolution));
        }
      }
      return results;
    },
  };
}

/** Compiles an app that installs nothing else. It does not lie below the root, where all peers are. */
async function compile(consumer: Consumer, compiler: string, resolution: string): Promise<Result> {
  const app = mkdtempSync(path.join(tmpdir(), 'holdfast-types-'));
  const modules = path.join(app, 'node_modules');
  mkdirSync(path.join(modules, '@types'), { recursive: true });
  symlinkSync(path.join(packed, 'node_modules/@holdfast'), path.join(modules, '@holdfast'));
  for (const name of consumer.peers) {
    symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
  }
  cpSync(path.join(here, 'consumers', consumer.file), path.join(app, consumer.file));
  writeFileSync(path.join(app, 'package.json'), '{ "type": "module" }');
  const compilerOptions = {
    ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false },
    // An error inside the compiler's own files does not count.
    skipDefaultLibCheck: true,
    ...{ target: 'es2022', lib: consumer.lib, types: consumer.types ?? [], jsx: 'react-jsx' },
    ...{ moduleResolution: resolution, module: resolution === 'bundler' ? 'esnext' : resolution },
    // Otherwise the compiler would look for peers where the packages really lie.
    preserveSymlinks: true,
  };
  const config = { compilerOptions, files: [consumer.file] };
  writeFileSync(path.join(app, 'tsconfig.json'), JSON.stringify(config));
  const { printed, code } = await runCommand(process.execPath, [compiler, '-p', app], { cwd: app });
  rmSync(app, { recursive: true });
  const row = `${consumer.row} (${resolution})`;
  // Old compilers cannot read the types of every peer; the peers decide that.
  const ours = printed
    .split('\n')
    .filter((line) => /^(node_modules\/@holdfast|\w+\.tsx?\()/.test(line));
  if (ours.length > 0) return { row, verdict: 'breaks', says: ours.join('\n') };
  const isOther = code === 0 || /^node_modules\//m.test(printed);
  return isOther
    ? { row, verdict: 'works', says: '' }
    : { row, verdict: 'breaks', says: printed.trim() || 'the compiler did not run' };
}

/**
 * The oldest supported compiler first. Versions in between are tried only with the consumers that differ most.
 */
export const compilers: readonly Platform[] = [
  withCompiler('5.4', installed('typescript-5.4/bin/tsc'), {
    nodenext: [APP, WORKER, SERVER, WITH_PEERS],
    bundler: [APP],
  }),
  withCompiler('5.9', installed('typescript-5.9/bin/tsc'), { nodenext: [APP, SERVER] }),
  withCompiler('6.0', installed('typescript-6.0/bin/tsc'), { nodenext: [APP, SERVER] }),
  withCompiler('7.0', path.join(root, 'node_modules/typescript/bin/tsc'), {
    nodenext: CONSUMERS,
    bundler: CONSUMERS,
  }),
];

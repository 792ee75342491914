// Compiles every example in the documentation, and runs those marked `run`: `run` in Node, `run dom` in
// jsdom, `run browser` in a real browser, `run worker` as a service worker of one, `run kafka` in Node, on machines that
// can start brokers of Kafka for tests. An example that throws fails. The others of its page import an example marked
// `file api.ts` as `./api.ts`. An example marked `file notes.dom.test.tsx` is a test, and runs. The examples write
// declarations, as the packages of many apps do; so does a module for each entry, which exports what each function of
// the entry gives.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chaptersOf } from './chapters.ts';
import { codeBlocks, fileOf } from './code-blocks.ts';
import { declareResults } from './declare-results.ts';
import { signatureOf } from './signature.ts';

const outDir = 'docs/.examples';
const pages = globSync(['README.md', 'packages/*/README.md', 'docs/**/*.md'], {
  exclude: ['**/node_modules/**'],
});

const examples = pages.flatMap((page) =>
  codeBlocks(readFileSync(page, 'utf8'))
    .map((block, index) => {
      const name = fileOf(block.mark) ?? `example-${index + 1}.${block.language}`;
      const folder = page.replaceAll('/', '-').replace(/\.md$/, '');
      return { ...block, from: `${page}:${block.line}`, file: path.join(outDir, folder, name) };
    })
    .filter((block) => block.mark !== 'fragment'),
);

rmSync(outDir, { recursive: true, force: true });
mkdirSync(outDir, { recursive: true });
for (const { file, line, code } of examples) {
  mkdirSync(path.dirname(file), { recursive: true });
  // The padding makes an error name the line of the page. Each example is a module, so that examples share
  // no scope.
  writeFileSync(file, `${'\n'.repeat(line - 1)}${code}\nexport {};\n`);
}
const tests = examples.filter(({ file }) => /\.test\.tsx?$/.test(file));
const runnable = examples.filter(({ mark }) => mark.startsWith('run'));
for (const { file, from, mark } of runnable) {
  const place = mark.slice('run'.length).trim();
  if (place === 'worker') {
    writeWorkerTest(file, `${from} runs`);
    continue;
  }
  const inNode = place === '' || place === 'kafka';
  const test = file.replace(/\.tsx?$/, inNode ? '.test.ts' : `.${place}.test.ts`);
  const title = JSON.stringify(`${from} runs`);
  const module = JSON.stringify(`./${path.basename(file)}`);
  writeFileSync(
    test,
    [
      "import { expect, it } from 'vitest';",
      // A false `console.assert` fails the example; by itself it would only print.
      'console.assert = (holds, ...said) => expect(holds, said.join(" ")).toBe(true);',
      place === 'kafka'
        ? `it(${title}, ({ skip }) => import(${module}).catch((error) => {
             if (error.name === 'KafkaMockMissing' && process.env.CI !== 'true') skip(error.message);
             throw error;
           }));`
        : `it(${title}, async () => void (await import(${module})));`,
      '',
    ].join('\n'),
  );
}

const failures: string[] = [];
const attempt = (what: string, command: string, args: readonly string[]): void => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (status !== 0) failures.push(`${what}\n${stdout}${stderr}`);
  const [skipped] = /\d+ skipped/.exec(stdout) ?? [];
  if (skipped) console.log(`Examples ${skipped}: there are no brokers of Kafka on this machine.`);
};

attempt('packages do not build', 'tsc', ['-b']);
const declared = failures.length === 0 ? writeDeclared() : [];
writeFileSync(
  path.join(outDir, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../tsconfig.test.json',
    // Without the source condition, examples see the declarations of the installed package.
    compilerOptions: { customConditions: [], declaration: true },
    include: [],
    files: [...examples.map(({ file }) => file), ...declared].map((file) =>
      path.relative(outDir, file),
    ),
  }),
);
attempt('examples do not compile', 'tsc', ['-p', outDir]);
if (runnable.length + tests.length > 0 && !process.env.NORUN)
  attempt('examples do not run', 'vitest', ['run', outDir]);

/** Writes a test that installs an example as a service worker, with a list of files as a build puts it in. */
function writeWorkerTest(file: string, title: string): void {
  const folder = path.dirname(file);
  const name = path.basename(file, '.ts');
  writeFileSync(
    path.join(folder, `${name}.manifest.ts`),
    `Object.assign(self, { __WB_MANIFEST: [{ url: 'index.html', revision: '1' }] });\n`,
  );
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>An app</title>');
  writeFileSync(
    path.join(folder, `${name}.installed.ts`),
    `import './${name}.manifest.ts';\nimport './${name}.ts';\n`,
  );
  writeFileSync(
    path.join(folder, `${name}.browser.test.ts`),
    [
      "import { it, onTestFinished } from 'vitest';",
      `it(${JSON.stringify(title)}, async () => {`,
      `  const url = new URL('./${name}.installed.ts', import.meta.url).pathname;`,
      "  const scope = new URL('./nothing/', import.meta.url).pathname;",
      "  const registration = await navigator.serviceWorker.register(url, { type: 'module', scope });",
      '  onTestFinished(async () => void (await registration.unregister()));',
      '  const worker = registration.installing ?? registration.active;',
      '  await new Promise((resolve, reject) => {',
      '    const look = () => {',
      "      if (worker.state === 'activated') resolve();",
      "      if (worker.state === 'redundant') reject(new Error('The worker was not installed.'));",
      '    };',
      "    worker.addEventListener('statechange', look);",
      '    look();',
      '  });',
      '});',
      '',
    ].join('\n'),
  );
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<
    Record<string, { readonly '@holdfast/source': string; readonly types: string }>
  >;
}

/** Writes the module of each entry that exports functions, and returns the paths. */
function writeDeclared(): readonly string[] {
  const folder = path.join(outDir, 'declared');
  mkdirSync(folder);
  return globSync('packages/*/package.json').flatMap((manifest) => {
    const { name, exports } = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    return Object.entries(exports).flatMap(([entry, paths]) => {
      if (entry.endsWith('.css')) return [];
      const index = readFileSync(
        path.join(path.dirname(manifest), paths['@holdfast/source']),
        'utf8',
      );
      const declarations = path.join(path.dirname(manifest), paths.types);
      const functions = chaptersOf(index)
        .flatMap(({ names }) => names.map((one) => one.name))
        .filter((one) => signatureOf(declarations, one).startsWith('function '));
      if (functions.length === 0) return [];
      const entryName = path.posix.join(name, entry);
      const file = path.join(folder, `${entryName.slice(1).replaceAll('/', '-')}.ts`);
      writeFileSync(file, declareResults(entryName, functions));
      return [file];
    });
  });
}

for (const failure of failures) console.error(failure);
console.log(
  `${examples.length} examples on ${pages.length} pages, ${runnable.length + tests.length} of them run, ${failures.length} failures`,
);
// The folder stays when an example failed, so that a developer can look at it. Otherwise it is removed, because the
// unit tests would repeat the examples.
if (failures.length === 0) rmSync(outDir, { recursive: true, force: true });
process.exitCode = failures.length > 0 ? 1 : 0;

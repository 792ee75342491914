// Compiles every example in the documentation, and runs those marked `run`: `run` in Node, `run dom` in
// jsdom, `run browser` in a real browser. An example that throws fails. The others of its page import an
// example marked `file api.ts` as `./api.ts`.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { codeBlocks, fileOf } from './code-blocks.ts';

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
writeFileSync(
  path.join(outDir, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../tsconfig.test.json',
    // Without the source condition, examples see the declarations of the installed package.
    compilerOptions: { customConditions: [] },
    include: [],
    files: examples.map(({ file }) => path.relative(outDir, file)),
  }),
);

const runnable = examples.filter(({ mark }) => mark.startsWith('run'));
for (const { file, from, mark } of runnable) {
  const place = mark.slice('run'.length).trim();
  const test = file.replace(/\.tsx?$/, place === '' ? '.test.ts' : `.${place}.test.ts`);
  const title = JSON.stringify(`${from} runs`);
  const module = JSON.stringify(`./${path.basename(file)}`);
  writeFileSync(
    test,
    [
      "import { expect, it } from 'vitest';",
      // A false `console.assert` fails the example; by itself it would only print.
      'console.assert = (holds, ...said) => expect(holds, said.join(" ")).toBe(true);',
      `it(${title}, async () => void (await import(${module})));`,
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
};

if (examples.length > 0) {
  attempt('packages do not build', 'tsc', ['-b']);
  attempt('examples do not compile', 'tsc', ['-p', outDir]);
}
if (runnable.length > 0) attempt('examples do not run', 'vitest', ['run', outDir]);

for (const failure of failures) console.error(failure);
console.log(
  `${examples.length} examples on ${pages.length} pages, ${runnable.length} of them run, ${failures.length} failures`,
);
// The folder stays for a look when something failed. Otherwise it goes, or the unit tests would repeat the
// examples.
if (failures.length === 0) rmSync(outDir, { recursive: true, force: true });
process.exitCode = failures.length > 0 ? 1 : 0;

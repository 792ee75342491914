// Runs mutants one after another in one Vitest that stays up. It never changes files on disk: it gives the
// bundler the mutant in place of the file.
import path from 'node:path';
import process from 'node:process';
import { defaultClientConditions, defaultServerConditions } from 'vite';
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node';
import { importsOf, loadersOf } from './loaded-files.ts';
import { applyMutant, type Mutant } from './mutants.ts';

export interface Job {
  readonly file: string;
  /** The file as it was when the mutants were made, so that their places still fit. */
  readonly source: string;
  readonly mutant: Mutant;
}
export type Verdict = 'killed' | 'survived';

let current: { readonly file: string; readonly source: string } | undefined;

async function start(): Promise<Vitest> {
  return createVitest(
    'test',
    {
      root: process.cwd(),
      config: false,
      watch: false,
      include: ['packages/*/{src,test}/**/*.test.ts'],
      exclude: ['**/*.{browser,dom}.test.ts'],
      pool: 'threads',
      isolate: false,
      maxWorkers: 1,
      // A cache on disk would hand a mutant to the next run.
      fsModuleCache: false,
      bail: 1,
      testTimeout: 30_000,
      reporters: [{}],
    },
    {
      resolve: { conditions: ['@holdfast/source', ...defaultClientConditions] },
      ssr: { resolve: { conditions: ['@holdfast/source', ...defaultServerConditions] } },
      plugins: [
        {
          name: 'mutant',
          enforce: 'pre',
          load: (id) => (id === current?.file ? current.source : null),
        },
      ],
    },
  );
}

/**
 * First the file's own specification, wherever it stands, because it should notice the mutant. Then the tests beside
 * the file that import it, and the tests of other folders that do. Where no test imports the file: the tests of its
 * package that load it, those of the nearest folder. It does not run all tests, because those of some folders take
 * minutes.
 */
async function specifications(vitest: Vitest, file: string): Promise<TestSpecification[][]> {
  const all = await vitest.globTestSpecifications();
  const loading = loadersOf(file);
  const name = `${path.basename(file, '.ts')}.test.ts`;
  // Another file may have the same name.
  const isOwn = ({ moduleId }: TestSpecification): boolean =>
    path.basename(moduleId) === name && loading.has(moduleId);
  const isBeside = ({ moduleId }: TestSpecification): boolean =>
    path.dirname(moduleId) === path.dirname(file);
  const others = all.filter((spec) => !isOwn(spec) && importsOf(spec.moduleId).has(file));
  const some = [
    all.filter(isOwn),
    others.filter(isBeside),
    others.filter((spec) => !isBeside(spec)),
  ].filter((specs) => specs.length > 0);
  if (some.length > 0) return some;
  const reached = all.filter(({ moduleId }) => loading.has(moduleId));
  const nearest = ancestorsOf(file)
    .map((folder) => reached.filter(({ moduleId }) => moduleId.startsWith(folder)))
    .find((specs) => specs.length > 0);
  return [nearest ?? all.filter(isBeside)];
}

/** The folder of a file, the folder around it, and so on up to its package. */
function ancestorsOf(file: string): readonly string[] {
  const folder = `${path.dirname(file)}/`;
  const isPackage = path.basename(path.dirname(folder)) === 'packages';
  return isPackage ? [folder] : [folder, ...ancestorsOf(path.dirname(file))];
}

async function judge(vitest: Vitest, file: string): Promise<Verdict> {
  for (const specs of await specifications(vitest, file)) {
    vitest.invalidateFile(file);
    vitest.state.clearErrors();
    const result = await vitest.runTestSpecifications(specs);
    // The result also contains the tests of earlier runs.
    const asked = new Set(specs.map(({ moduleId }) => moduleId));
    const modules = result.testModules.filter(({ moduleId }) => asked.has(moduleId));
    if (result.unhandledErrors.length > 0 || modules.some((module) => !module.ok()))
      return 'killed';
  }
  return 'survived';
}

const vitest = await start();

process.on('message', (message: Job | 'end') => {
  void answer(message);
});
process.send?.('ready');

async function answer(message: Job | 'end'): Promise<void> {
  if (message === 'end') {
    await vitest.close();
    // Vitest has noted that tests failed. Here that is a success.
    process.exit(0);
  }
  const file = path.resolve(message.file);
  // The bundler still keeps the last mutant of the file before.
  if (current && current.file !== file) vitest.invalidateFile(current.file);
  current = { file, source: applyMutant(message.source, message.mutant) };
  process.send?.(await judge(vitest, file));
}

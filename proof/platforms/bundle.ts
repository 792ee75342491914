import { build } from 'esbuild';
import { subject } from './places.ts';
import { publicEntries } from './public-entries.ts';

const NEED_NODE = /^@holdfast\/server(\/|$)|\/(node|react)$/;

/** The entries that a host without Node's modules can load; `react` needs a test library of Node. */
export function entriesForPages(): readonly string[] {
  return publicEntries()
    .map(({ name }) => name)
    .filter((name) => name === '@holdfast/react' || !NEED_NODE.test(name));
}

/** Bundles a program that may use `load`, an import of each entry by its name, as an app would. */
export async function bundle(
  program: string,
  entries: readonly string[],
  conditions: readonly string[],
): Promise<string> {
  const loads = entries.map(
    (name) => `${JSON.stringify(name)}: () => import(${JSON.stringify(name)})`,
  );
  const { outputFiles } = await build({
    stdin: {
      contents: `const loads = { ${loads.join(', ')} };
        const entries = Object.keys(loads);
        const load = (name) => loads[name]();
        ${program}`,
      resolveDir: subject,
    },
    ...{ bundle: true, write: false, format: 'esm', logLevel: 'silent' },
    ...{ conditions: [...conditions], mainFields: ['module', 'main'], external: ['node:*'] },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]?.text ?? '';
}

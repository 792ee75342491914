import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const PAGES = ['page', 'overhead-sdk', 'overhead-bare'] as const;

/** Bundles the pages of this proof into a folder that Fireside's server serves. Returns the folder. */
export async function bundlePages(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fireside-recovery-'));
  for (const name of PAGES) {
    // oxlint-disable-next-line no-await-in-loop -- one after another
    await build({
      entryPoints: [path.join(import.meta.dirname, `page/${name}.ts`)],
      outfile: path.join(folder, `${name}.js`),
      ...{ bundle: true, format: 'esm', logLevel: 'error', target: 'es2024', minify: true },
      conditions: ['@holdfast/source', 'browser', 'import'],
      define: {
        'process.env.NODE_ENV': '"production"',
        'import.meta.env.FIRESIDE_RELEASE': '"proof"',
        'import.meta.env.DEV': 'false',
        'import.meta.env.PROD': 'true',
      },
    });
    const file = name === 'page' ? 'index.html' : `${name}.html`;
    writeFileSync(
      path.join(folder, file),
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>loading</title><div id="root"></div><script type="module" src="/${name}.js"></script></html>`,
    );
  }
  return folder;
}

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

/** Bundles the page and the workers into a folder that the server serves. Returns the folder. */
export async function bundlePage(): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'holdfast-page-'));
  await build({
    entryPoints: {
      page: path.join(import.meta.dirname, 'page/page.ts'),
      'holdfast-worker': path.join(import.meta.dirname, 'page/holdfast-worker.ts'),
      'workbox-worker': path.join(import.meta.dirname, '../peers/workbox-worker.ts'),
    },
    ...{ outdir: folder, bundle: true, format: 'esm', logLevel: 'error', target: 'es2024' },
    conditions: ['@holdfast/source', 'browser', 'import'],
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  writeFileSync(
    path.join(folder, 'page.html'),
    '<!doctype html><meta charset="utf-8"><title>Notes</title><script type="module" src="/page.js"></script>',
  );
  return folder;
}

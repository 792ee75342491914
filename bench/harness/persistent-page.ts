import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { chromium, type BrowserContext } from 'playwright';
import { chromiumLaunchOptions } from '../../scripts/chromium.ts';

export interface PersistentBrowser {
  readonly context: BrowserContext;
  /** The address of an empty page that runs the program. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Chromium with a profile on the disk, because a private one keeps databases in memory. Its page runs `program`,
 * bundled as for production. The server answers every POST after `answerAfterMs`.
 */
export async function openPersistentBrowser(
  program: string,
  answerAfterMs: number,
): Promise<PersistentBrowser> {
  const { outputFiles } = await build({
    ...{ entryPoints: [program], bundle: true, minify: true, write: false, format: 'esm' },
    ...{ jsx: 'automatic' as const },
    ...{ target: 'es2024', conditions: ['@holdfast/source', 'browser', 'import'] },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const code = outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    if (request.method === 'POST') {
      request.resume().on('end', () => {
        setTimeout(() => response.writeHead(204).end(), answerAfterMs);
      });
      return;
    }
    const isCode = request.url === '/page.js';
    response.setHeader('content-type', isCode ? 'text/javascript' : 'text/html');
    response.end(isCode ? code : '<!doctype html><script type="module" src="/page.js"></script>');
  });
  // Otherwise a pause of the bench would end the connections of one side.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const profile = mkdtempSync(path.join(tmpdir(), 'holdfast-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumLaunchOptions(),
    headless: true,
  });
  const { port } = server.address() as AddressInfo;
  return {
    context,
    url: `http://127.0.0.1:${port}/`,
    async close() {
      await context.close();
      server.close();
      server.closeAllConnections();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

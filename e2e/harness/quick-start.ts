import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createCutProxy, serveLoopback, type CutProxy } from '@holdfast/testing/node';
import { build } from 'esbuild';
import { codeBlocks } from '../../scripts/code-blocks.ts';

/** The quick start, exactly as the README shows it. */
export const quickStart: string =
  codeBlocks(readFileSync('README.md', 'utf8')).find(({ mark }) => mark === 'file quick-start.tsx')
    ?.code ?? '';

/** A page of its own around the quick start. It needs no server, because the worker of an app keeps it. */
export async function bundleQuickStart(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `${quickStart}\nimport { createRoot } from 'react-dom/client';\ncreateRoot(document.body).render(app);\n`,
      resolveDir: `${process.cwd()}/demo`,
      loader: 'tsx',
    },
    ...{ bundle: true, write: false, format: 'esm', jsx: 'automatic', logLevel: 'error' },
    conditions: ['@holdfast/source', 'browser', 'import'],
  });
  return outputFiles[0]?.text ?? '';
}

export interface NoteServer {
  /** Where the page and its requests go. The line can be cut. */
  readonly line: CutProxy;
  /** What took effect, in order. */
  readonly notes: readonly { readonly id: string; readonly text: string }[];
  close(): Promise<void>;
}

/** A real server that keeps notes and knows idempotency keys, behind a line that can be cut. */
export async function serveNotes(): Promise<NoteServer> {
  const notes = [{ id: '1', text: 'Ask Mara' }];
  const keys = new Set<string>();
  const server = await serveLoopback(async (request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.method !== 'POST') {
      response.end(JSON.stringify(request.url === '/notes' ? notes : {}));
      return;
    }
    let body = '';
    for await (const piece of request) body += String(piece);
    const key = String(request.headers['idempotency-key']);
    if (!keys.has(key)) notes.push(JSON.parse(body) as (typeof notes)[number]);
    keys.add(key);
    response.writeHead(201).end('{}');
  });
  const line = await createCutProxy({ target: server.url });
  return {
    ...{ line, notes },
    async close() {
      await line.close();
      await server.close();
    },
  };
}

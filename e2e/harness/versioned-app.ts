import path from 'node:path';
import type { ServerResponse } from 'node:http';
import { createCutProxy, serveLoopback, type CutProxy } from '@holdfast/testing/node';
import { requestScope } from '@holdfast/server/hono';
import type { RequestLog } from '@holdfast/server/parts';
import { nodeHandler } from '@holdfast/server/adapters';
import { build as bundle } from 'esbuild';
import { Hono } from 'hono';
import { build, defaultClientConditions } from 'vite';

const root = path.join(import.meta.dirname, 'versioned-app');
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  svg: 'image/svg+xml',
};

type Files = ReadonlyMap<string, string | Uint8Array>;

export interface BuildOptions {
  /** @default the worker answers pages from its cache */
  readonly askFirstMs?: number;
}

/** Builds a version of the app. As in many apps, its list of files lacks the parts that pages load later. */
async function buildVersion(version: number, { askFirstMs }: BuildOptions): Promise<Files> {
  const built = await build({
    ...{ root, configFile: false, logLevel: 'silent' },
    define: { 'import.meta.env.VITE_VERSION': String(version) },
    resolve: { conditions: ['@holdfast/source', ...defaultClientConditions] },
    build: { write: false },
  });
  const { output } = [built].flat()[0] as {
    output: { fileName: string; code?: string; source?: string; isDynamicEntry?: boolean }[];
  };
  const manifest = output
    .filter(({ isDynamicEntry }) => isDynamicEntry !== true)
    // Each version has a new revision of the page.
    .map(({ fileName: url }) => ({ url, revision: url.endsWith('.html') ? `${version}` : null }));
  const { outputFiles } = await bundle({
    entryPoints: [path.join(root, 'worker.ts')],
    ...{ bundle: true, write: false, minify: true, format: 'iife', logLevel: 'error' },
    conditions: ['@holdfast/source', 'browser', 'import', 'production'],
    define: {
      'process.env.NODE_ENV': '"production"',
      'self.__WB_MANIFEST': JSON.stringify(manifest),
      'self.__ASK_FIRST_MS': String(askFirstMs),
    },
  });
  return new Map([
    ...output.map((file) => [file.fileName, file.code ?? file.source ?? ''] as const),
    ['worker.js', outputFiles[0]?.text ?? ''],
  ]);
}

/** Tests of one process share their builds. */
const builds = new Map<string, Promise<Files>>();

export interface VersionedApp {
  readonly url: string;
  readonly line: CutProxy;
  /** Replaces all files of the version before. */
  deploy(version: number, options?: BuildOptions): Promise<void>;
  /** From now on the server always gives this page and its script, as an edge cache does that was not emptied. */
  freezePage(): void;
  /** What the server answers for a file that it lacks. @default 404 */
  missing: 'not found' | 'the page';
  /** The server answers pages after this time. @default 0 */
  pageAfterMs: number;
  /** How often the server was asked for each path. */
  readonly asked: ReadonlyMap<string, number>;
  /** The paths that a browser opened as pages, in order. */
  readonly opened: readonly string[];
  /** The keys and the texts of the notes that arrived, in order. */
  readonly notes: readonly (readonly [key: string, text: string])[];
  /** The log lines of the server. */
  readonly log: readonly RequestLog[];
  close(): Promise<void>;
}

/** A real server with an app in versions, and pictures of every kind. */
export async function serveVersions(): Promise<VersionedApp> {
  let files: Files = new Map();
  let frozen: Files = new Map();
  const asked = new Map<string, number>();
  const opened: string[] = [];
  const notes: (readonly [string, string])[] = [];

  const log: RequestLog[] = [];
  const api = new Hono();
  api.use(requestScope({ log: (line) => void log.push(line) }));
  api.post('/api/notes', async (c) => {
    notes.push([c.req.header('idempotency-key') ?? '', await c.req.text()]);
    return c.json({}, 201);
  });
  const answerApi = nodeHandler((request) => api.fetch(request));

  const server = await serveLoopback(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://app');
    const count = (asked.get(pathname) ?? 0) + 1;
    asked.set(pathname, count);
    if (request.headers['sec-fetch-mode'] === 'navigate') opened.push(pathname);
    if (pathname.startsWith('/api/')) return answerApi(request, response);
    if (pathname.startsWith('/pictures/')) return givePicture(response, pathname, count);
    const name = pathname === '/' ? 'index.html' : pathname.slice(1);
    const isPage = !files.has(name) && !frozen.has(name) && app.missing === 'the page';
    const file = isPage ? 'index.html' : name;
    if (file === 'index.html' && app.pageAfterMs > 0) {
      await new Promise((resolve) => setTimeout(resolve, app.pageAfterMs));
    }
    const content = frozen.get(file) ?? files.get(file);
    response.setHeader('cache-control', 'no-cache');
    response.setHeader('content-type', TYPES[path.extname(file).slice(1)] ?? 'text/plain');
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  const line = await createCutProxy({ target: server.url });

  const app: VersionedApp = {
    ...{ url: line.url, line, asked, opened, notes, log, missing: 'not found', pageAfterMs: 0 },
    async deploy(version, options = {}) {
      const name = `${version} ${options.askFirstMs}`;
      const built = builds.get(name) ?? buildVersion(version, options);
      builds.set(name, built);
      files = await built;
    },
    freezePage() {
      frozen = new Map([...files].filter(([name]) => !name.includes('story')));
    },
    async close() {
      await line.close();
      await server.close();
    },
  };
  return app;
}

/** An image that is as many pixels wide as the server was asked for it. */
function givePicture(response: ServerResponse, pathname: string, count: number): void {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${count}" height="1"/>`;
  const kind = path.basename(pathname, '.svg');
  response.setHeader('content-type', 'image/svg+xml');
  if (kind === 'no-store') response.setHeader('cache-control', 'no-store');
  else response.setHeader('cache-control', 'no-cache');
  if (kind === 'part') response.setHeader('content-range', `bytes 0-${svg.length - 1}/9999`);
  response.writeHead(kind === 'part' ? 206 : kind === 'error' ? 500 : 200).end(svg);
}

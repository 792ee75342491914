import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getMimeType } from 'hono/utils/mime';

/** One file of the built demo, ready to be sent. */
export interface BuiltFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
}

const FOREVER = 'public, max-age=31536000, immutable';
// Kept, but asked about each time: the answer is nearly always 304.
const ASK_FIRST = 'no-cache';

/**
 * Reads the built demo into memory, by path from `/`. A build that changes while the server runs is
 * seen after a restart, so a page never gets half of each.
 */
export function readBuiltFiles(folder: string): ReadonlyMap<string, BuiltFile> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [urlPathOf(folder, file), toBuiltFile(folder, file)]));
}

function urlPathOf(folder: string, file: string): string {
  return `/${path.relative(folder, file).split(path.sep).join('/')}`;
}

function toBuiltFile(folder: string, file: string): BuiltFile {
  const body = new Uint8Array(readFileSync(file));
  return {
    body,
    type: getMimeType(file) ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    // Vite puts a hash of the content into every name in this folder.
    cacheControl: urlPathOf(folder, file).startsWith('/assets/') ? FOREVER : ASK_FIRST,
  };
}

import { isFailure } from '@holdfast/core';

const NEWER = /^corrupted migrations: .*(is missing|in its place)/;

const SENTENCES: Readonly<Record<string, string>> = {
  LOCK_UNAVAILABLE:
    'another server uses it already; stop that one first, or set FIRESIDE_DATA to another folder',
  STORAGE_CORRUPT: 'it is not a database or is damaged; put a backup in its place',
  STORAGE_UNAVAILABLE:
    'it is read-only; make the file and its folder writable, or use the address of the primary server',
  DATABASE_FULL: 'the disk is full; make room on it',
  DATABASE_FAILED:
    'the disk under it fails, or what stands in the place of its files is none of them; check both',
  DATABASE_QUERY_FAILED:
    'its tables are not those that Fireside makes; give Fireside a database of its own',
  TRANSACTION_TIMEOUT: 'another process holds it locked; end that process',
  RESOURCE_EXHAUSTED: 'it takes no more connections; raise its limit or stop another client',
};

/** The end of a sentence that says why a database cannot be used, and what to do. It holds no secret. */
export function whyUnusable(error: unknown, kind: 'file' | 'server'): string {
  if (isFailure(error, 'DATABASE_UNREACHABLE')) {
    return kind === 'file'
      ? 'it cannot be opened; check the folder, its owner and how many files the server may open'
      : 'it does not answer or refuses the connection; check that it runs, its address and the credentials';
  }
  if (isFailure(error)) return SENTENCES[error.code] ?? `it failed with ${error.code}`;
  const message = error instanceof Error ? error.message : 'unknown error';
  return NEWER.test(message)
    ? 'a newer version of Fireside has changed it; start that version, or put back a backup'
    : message;
}

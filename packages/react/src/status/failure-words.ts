import type { Failure } from '@holdfast/core';

/**
 * What a person reads for a failure: by its code, else by its family (of a 5xx it is `api`), else `other`.
 * `server-storage` is for what a server could not store, `storage` for what this device could not.
 */
export type FailureWords = Readonly<Record<string, string>> & { readonly other: string };

export const failureWords: FailureWords = {
  network: 'The server cannot be reached.',
  ABORTED: 'It was stopped.',
  CAPTIVE_PORTAL: 'This network asks you to sign in to it first.',
  TIMEOUT: 'The server took too long.',
  'rate-limit': 'The server asks for a pause.',
  api: 'The server could not do this.',
  validation: 'Something in it needs a correction.',
  RESPONSE_INVALID: 'The server gave an answer that makes no sense.',
  auth: 'Sign in to go on.',
  CREDENTIALS_WRONG: 'Name or password is wrong.',
  FORBIDDEN: 'You may not do this.',
  ACCOUNT_SUSPENDED: 'This account has to wait a while.',
  security: 'The server refused it.',
  resource: 'The server has too much to do.',
  user: 'It belongs to another account.',
  OWNER_MISSING: 'Sign in first.',
  ENTRY_CANCELLED: 'It was taken back.',
  ENTRY_EXPIRED: 'It waited too long to be sent without a look.',
  ENTRY_UNCERTAIN: 'It is not known whether it took effect.',
  storage: 'This device could not store it.',
  'server-storage': 'The server cannot store anything just now.',
  DATABASE_FULL: 'The server has no room left.',
  STORAGE_QUOTA: 'This device has no room left.',
  STORAGE_UNAVAILABLE: 'This browser stores nothing here.',
  quota: 'There is no room left.',
  SERVER_STORAGE_FULL: 'The server has no room left.',
  QUOTA_EXCEEDED: 'The allowance is used up.',
  stream: 'The text broke off.',
  STREAM_STALLED: 'The text has stopped coming.',
  STREAM_GONE: 'The rest is no longer there.',
  GENERATOR_FAILED: 'What wrote it has stopped working.',
  chunk: 'A part of the app could not be loaded.',
  render: 'This part stopped working.',
  other: 'Something went wrong.',
};

/** One plain sentence for a failure. */
export function describeFailure(
  { code, family, status = 0 }: Pick<Failure, 'code' | 'family'> & Partial<Pick<Failure, 'status'>>,
  words: FailureWords = failureWords,
): string {
  // A server that tells of its own storage or memory says nothing about the device.
  const isServers = status >= 500;
  const first = isServers && family === 'storage' ? 'server-storage' : code;
  return words[first] ?? words[code] ?? words[isServers ? 'api' : family] ?? words.other;
}

import type { Failure } from '@holdfast/core';

/**
 * What a person reads for a failure: by its code, else by its family, else `other`. `server-storage` is for what a
 * server could not store, `storage` for what this device could not.
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
  ACCOUNT_SUSPENDED: 'This account has to wait for a while.',
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
  { code, family, requestId }: Pick<Failure, 'code' | 'family'> & Partial<Failure>,
  words: FailureWords = failureWords,
): string {
  // What the server could not store says nothing about this device.
  const ofServer = requestId !== undefined && family === 'storage' ? 'server-storage' : code;
  return words[ofServer] ?? words[code] ?? words[family] ?? words.other;
}

import type { Failure } from '@holdfast/core';

/** The subject of a limit of Fireside; `characters` and the others are the server's words for it. */
const limits: Readonly<Record<string, (limit: string) => string>> = {
  characters: (limit) => `An account can have ${limit} characters, and yours has that many.`,
  notes: (limit) => `An account can have ${limit} notes, and yours has that many.`,
  'notes-per-character': (limit) =>
    `A character can have ${limit} notes, and this one has that many.`,
  bytes: () => 'There is no room for more text in your account.',
};

/** Names the limit that a write has reached, in words for a writer. The writer's text is not lost. */
export function quotaInWords(failure: Failure | undefined): string {
  const { what, limit } = (failure?.details ?? {}) as { what?: unknown; limit?: unknown };
  const known = typeof what === 'string' && Object.hasOwn(limits, what) ? limits[what] : undefined;
  const words = known?.(Number(limit).toLocaleString('en')) ?? 'You have reached a limit.';
  return `${words} What you wrote stays on this device.`;
}

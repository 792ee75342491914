import type { CharacterTable } from '../database/tables.ts';
import { bytesOf } from './quotas.ts';

/** What a save of a character says, as columns. */
export type CharacterContent = Pick<
  CharacterTable,
  'name' | 'role' | 'temperament' | 'traits' | 'backstory'
> &
  Partial<Pick<CharacterTable, 'look' | 'portrait_id'>>;

/** Whether a save says nothing new. What it leaves out stays as it is. */
export function saysTheSame(stored: CharacterContent, content: CharacterContent): boolean {
  const names = ['name', 'role', 'temperament', 'traits', 'backstory'] as const;
  const since = ['look', 'portrait_id'] as const;
  return (
    names.every((name) => stored[name] === content[name]) &&
    since.every((name) => content[name] === undefined || stored[name] === content[name])
  );
}

/**
 * The bytes of a character that count towards its account. A look and the id of a portrait have a small and bounded
 * size, which `ROW_BYTES` covers.
 */
export function bytesOfContent({ name, role, traits, backstory }: CharacterContent): number {
  return bytesOf(name, role, traits, backstory);
}

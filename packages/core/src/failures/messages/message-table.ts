import type { Catalogue, FailureCode } from '../catalogue.ts';
import type { FamilyOf } from '../match-failure.ts';

/**
 * What the user reads for a failure, by code or by family. Every entry is optional. `api` also stands for each
 * failure of a server (5xx), and `server-storage` for one that could not store something.
 */
export type MessageTable = Readonly<
  Partial<Record<FailureCode | FamilyOf<FailureCode> | 'server-storage', string>>
>;

/** A sentence for every code of Holdfast. */
export type CompleteMessages = Readonly<Record<keyof Catalogue, string>>;

import type { Catalogue, FailureCode } from '../catalogue.ts';
import type { FamilyOf } from '../match-failure.ts';

/** What a person reads, by code or by family. Nothing has to be there. */
export type MessageTable = Readonly<Partial<Record<FailureCode | FamilyOf<FailureCode>, string>>>;

/** A locale that ships with Holdfast: a sentence for every code, or it does not compile. */
export type CompleteMessages = Readonly<Record<keyof Catalogue, string>>;

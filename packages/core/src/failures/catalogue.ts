import { EVERY_KIND } from './kinds/every-kind.ts';
import type { FailureKind } from './failure-kind.ts';
import type * as network from './kinds/network.ts';
import type * as http from './kinds/http.ts';
import type * as contract from './kinds/contract.ts';
import type * as identity from './kinds/identity.ts';
import type * as storage from './kinds/storage.ts';
import type * as transaction from './kinds/transaction.ts';
import type * as policy from './kinds/policy.ts';
import type * as budget from './kinds/budget.ts';
import type * as streamAndQueue from './kinds/stream-and-queue.ts';
import type * as runtime from './kinds/runtime.ts';

/** Every kind Holdfast ships, by code. */
export type Catalogue = typeof network &
  typeof http &
  typeof contract &
  typeof identity &
  typeof storage &
  typeof transaction &
  typeof policy &
  typeof budget &
  typeof streamAndQueue &
  typeof runtime;

/**
 * The app's own codes. Extend it once, and `isFailure` and `matchFailure` know these codes everywhere: `declare
 * module '@holdfast/core' { interface AppFailures extends StoryFailures {} }`, where `StoryFailures` is `typeof`
 * what `defineFailures` gave.
 */
export interface AppFailures {}

export type KnownKinds = Catalogue & AppFailures;

export type FailureCode = keyof KnownKinds;

/** The details a code carries. A code that is not declared gives `unknown`. */
export type DetailsOf<TCode extends string> = TCode extends FailureCode
  ? KnownKinds[TCode] extends FailureKind<string, infer TDetails>
    ? TDetails
    : never
  : unknown;

/** Every kind there is. Importing it ships them all: meant for documentation, tools and servers. */
export const catalogue: Catalogue = Object.freeze(
  Object.fromEntries(EVERY_KIND.map((kind) => [kind.code, kind])),
) as Catalogue;

import * as contract from './kinds/contract.ts';
import * as http from './kinds/http.ts';
import * as identity from './kinds/identity.ts';
import * as network from './kinds/network.ts';
import * as policy from './kinds/policy.ts';
import * as runtime from './kinds/runtime.ts';
import * as storage from './kinds/storage.ts';
import * as streamAndQueue from './kinds/stream-and-queue.ts';
import type { FailureKind } from './failure-kind.ts';

export type Catalogue = typeof network &
  typeof http &
  typeof contract &
  typeof identity &
  typeof storage &
  typeof policy &
  typeof streamAndQueue &
  typeof runtime;

export type FailureCode = keyof Catalogue;

/** The details a code carries; codes of an app's own families give `unknown`. */
export type DetailsOf<TCode extends string> = TCode extends FailureCode
  ? Catalogue[TCode] extends FailureKind<string, infer TDetails>
    ? TDetails
    : never
  : unknown;

/** Every kind there is. Importing it ships them all: meant for documentation, tools and servers. */
export const catalogue: Catalogue = Object.freeze({
  ...network,
  ...http,
  ...contract,
  ...identity,
  ...storage,
  ...policy,
  ...streamAndQueue,
  ...runtime,
});

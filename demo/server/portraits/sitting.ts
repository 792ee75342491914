import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { uuidV7, webPlatform } from '@holdfast/core/parts';
import { transact } from '@holdfast/server/sql';
import type { PortraitWish } from '../../contract/portrait.ts';
import { PRICES } from '../../contract/prices.ts';
import type { Database } from '../database/tables.ts';
import type { PaidGeneration } from '../generator/paid-generation.ts';
import { drawnPortraits, keepPortrait } from './portrait-store.ts';

export interface Studio {
  readonly database: Database;
  readonly paid: Pick<PaidGeneration, 'draw'>;
}

/** A real generator may take this long for its pictures. */
const DRAWN_WITHIN_MS = 60_000;

/**
 * Draws the portraits that a wish names, and keeps them. Each request is a generation of its own in the ledger, and the
 * writer pays only for the portraits that it has kept: a portrait that fails, or that another request has kept
 * meanwhile, costs nothing. Rejects with the failure while a portrait of the wish is missing.
 */
export async function sit(
  { database, paid }: Studio,
  owner: string,
  wish: PortraitWish,
): Promise<void> {
  const { ids, characterId, look, description, name } = wish;
  const about = { characterId, look, cost: PRICES.portraitMicros };
  const failure = await paid
    .draw({
      owner,
      receipt: { id: uuidV7(webPlatform), what: 'portrait', title: name },
      prompts: ids.map((seed) => ({ seed, description, look })),
      // When the client leaves, the server still keeps the portraits, and the next request finds them.
      signal: AbortSignal.timeout(DRAWN_WITHIN_MS),
      keep: async (picture, index) => {
        const id = ids[index] ?? '';
        const isKept = await transact(database, (transaction) =>
          keepPortrait(transaction, owner, about, { id, picture }),
        );
        if (!isKept) throw new Failure(catalogue.CONFLICT, { effect: 'none' });
      },
    })
    .then(
      (drawn) => drawn.failure,
      (error: unknown) => error,
    );
  if (failure === undefined) return;
  const drawn = await drawnPortraits(database, owner, ids);
  if (drawn.length < ids.length) throw failure;
}

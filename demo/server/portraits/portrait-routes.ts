import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import {
  type createRateLimiter,
  readJson,
  readQuery,
  type ReadJsonOptions,
} from '@holdfast/server';
import { answerFields } from '@holdfast/server/hono';
import type { ThreatGuard } from '@holdfast/server/threats';
import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { CHARACTER_UNKNOWN } from '../../contract/failures.ts';
import { Id } from '../../contract/id.ts';
import { PortraitWish } from '../../contract/portrait.ts';
import type { SignedIn } from '../sessions/signed-in.ts';
import { drawnPortraits, isGone, listPortraits, readPicture } from './portrait-store.ts';
import { sit, type Studio } from './sitting.ts';
import { type HearDamage, tellDamage } from '../database/tell-damage.ts';

export interface PortraitRoutesOptions extends Studio {
  /** Hears of damaged rows that a list left out. */
  readonly damaged: HearDamage;
  readonly guard: Pick<ThreatGuard, 'inspectBody'>;
  readonly limits: ReadJsonOptions;
  /** Counts the sittings of each writer. */
  readonly sittings: ReturnType<typeof createRateLimiter>;
}

// A story may contain anything: the guard reports what it finds in a writer's text, and does not refuse it.
const prose = ['/name', '/description'];

/** A picture may do nothing but be seen, also when it is opened by itself. */
const PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The portraits of the signed-in user's characters. The portraits of another account do not exist here. */
export function portraitRoutes(options: PortraitRoutesOptions): Hono<SignedIn> {
  const { database, guard, limits, sittings, damaged } = options;
  const routes = new Hono<SignedIn>();

  routes.get('/', async (c) => {
    const { query } = readQuery(new URL(c.req.url).search);
    const given = z.strictObject({ character: Id }).safeParse(query);
    if (!given.success) throw new Failure(catalogue.BAD_REQUEST);
    return c.json(
      tellDamage(
        damaged,
        'portraits',
        await listPortraits(database, c.var.account.id, given.data.character),
      ),
    );
  });

  routes.get('/:id', async (c) => {
    const id = Id.safeParse(c.req.param('id'));
    const picture = id.success && (await readPicture(database, c.var.account.id, id.data));
    if (!picture) throw new Failure(catalogue.NOT_FOUND);
    return pictureAnswer(picture.type, picture.bytes);
  });

  routes.post('/', async (c) => {
    const wish = await readJson(c.req.raw, PortraitWish, limits);
    await guard.inspectBody(c.req.raw, wish, { prose });
    const owner = c.var.account.id;
    if (await isGone(database, owner, wish.characterId)) throw new Failure(CHARACTER_UNKNOWN);
    const known = await drawnPortraits(database, owner, wish.ids);
    const ids = [...new Set(wish.ids)].filter((id) => !known.some((one) => one.id === id));
    if (ids.length > 0) {
      await admit(c, sittings, owner);
      await sit(options, owner, { ...wish, ids });
    }
    return c.json({ portraits: await drawnPortraits(database, owner, wish.ids) });
  });

  return routes;
}

async function admit(
  c: Context,
  sittings: ReturnType<typeof createRateLimiter>,
  owner: string,
): Promise<void> {
  const { failure, fields } = await sittings(`portraits ${owner}`);
  answerFields(c, fields, 'append');
  if (failure) throw failure;
}

function pictureAnswer(type: string, bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'cache-control': 'private, max-age=31536000, immutable',
      // A browser that kept the picture shows it to no other session.
      vary: 'Cookie',
      'content-security-policy': PICTURE_POLICY,
      'x-content-type-options': 'nosniff',
    },
  });
}

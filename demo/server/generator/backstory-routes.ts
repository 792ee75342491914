import { readJson, type ReadJsonOptions } from '@holdfast/server';
import type { ThreatGuard } from '@holdfast/server/threats';
import { Hono } from 'hono';
import { BACKSTORY_WORDS, BackstoryWish } from '../../contract/backstory.ts';
import type { SignedIn } from '../sessions/signed-in.ts';
import type { PaidGeneration } from './paid-generation.ts';

export interface BackstoryRoutesOptions {
  readonly paid: Pick<PaidGeneration, 'write'>;
  readonly guard: Pick<ThreatGuard, 'inspectBody'>;
  readonly limits: ReadJsonOptions;
}

const prose = ['/name', '/role', '/traits/*', '/wish', '/before'];

/** Backstories as streams. The text is stored with the character when the writer saves the sheet. */
export function backstoryRoutes({ paid, guard, limits }: BackstoryRoutesOptions): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();
  routes.post('/', async (c) => {
    const body = await readJson(c.req.raw, BackstoryWish, limits);
    await guard.inspectBody(c.req.raw, body, { prose });
    const { name, role, traits, temperament, language, wish, before } = body;
    return paid.write(c.req.raw, {
      owner: c.var.account.id,
      receipt: { what: 'backstory', title: name },
      prompt: {
        ...{ language, wish, before },
        words: BACKSTORY_WORDS,
        people: [{ name, role, traits, temperament: temperament ?? undefined, backstory: '' }],
      },
    });
  });
  return routes;
}

import { Failure, isFailure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Idempotent, readJson, type ReadJsonOptions } from '@holdfast/server';
import { transact } from '@holdfast/server/sql';
import type { ThreatGuard } from '@holdfast/server/threats';
import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import { omit } from 'zod/mini';
import { ChapterSave, StorySave, TakeChoice, TakeWrite, TellTake } from '../../contract/story.ts';
import { pathId } from '../path-id.ts';
import { pageRequestOf } from '../characters/pages.ts';
import { entityTag, preconditionOf } from '../characters/precondition.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { SignedIn } from '../sessions/signed-in.ts';
import { chooseTake, saveChapter } from './chapter-store.ts';
import { readStory } from './read-story.ts';
import { storyUnknown } from './story-rows.ts';
import { deleteStory, listStories, restoreStory, saveStory } from './story-store.ts';
import type { StoryTeller } from './story-teller.ts';
import { keepTake } from './take-store.ts';
import { type HearDamage, tellDamage } from '../database/tell-damage.ts';

export interface StoryRoutesOptions {
  /** Hears of damaged rows that a list left out. */
  readonly damaged: HearDamage;
  readonly database: Database;
  readonly idempotent: Idempotent<Transaction<Tables>>;
  readonly guard: Pick<ThreatGuard, 'inspectBody'>;
  readonly limits: ReadJsonOptions;
  readonly teller: StoryTeller;
}

// A story may contain anything: the guard reports what it finds in a writer's text, and does not refuse it.
const prose = ['/title', '/setting', '/text', '/prompt'];

// `If-Match` names the state that a write changes.
const StoryBody = omit(StorySave, { id: true, basedOn: true });
const ChapterBody = omit(ChapterSave, { storyId: true, id: true });
const TakeBody = omit(TakeWrite, { storyId: true, chapterId: true, id: true, basedOn: true });
const ChoiceBody = omit(TakeChoice, { storyId: true, chapterId: true, basedOn: true });
const TellBody = omit(TellTake, { storyId: true, chapterId: true });

/** The stories of the signed-in user. The stories of another account do not exist here. */
export function storyRoutes({
  database,
  idempotent,
  guard,
  limits,
  teller,
  damaged,
}: StoryRoutesOptions): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();

  routes.get('/', async (c) => {
    const page = await pageRequestOf(c.req.raw, { length: 50, most: 100 });
    return c.json(
      tellDamage(damaged, 'stories', await listStories(database, c.var.account.id, page)),
    );
  });

  routes.get('/:id', async (c) => {
    const story = await readStory(
      { database, refresh: teller.refresh },
      c.var.account.id,
      pathId(c.req.param('id')),
    );
    if (!story) throw storyUnknown();
    tellDamage(damaged, 'chapters, takes', story);
    return Response.json(story, { headers: { etag: entityTag(story.revision) } });
  });

  routes.put('/:id', async (c) => {
    const id = pathId(c.req.param('id'));
    const precondition = preconditionOf(c.req.raw.headers);
    const body = await readJson(c.req.raw, StoryBody, limits);
    await guard.inspectBody(c.req.raw, body, { prose });
    const owner = c.var.account.id;
    return idempotent(c.req.raw, {
      owner,
      work: async (transaction) => {
        const saved = await saveStory(transaction, owner, { id, ...body }, precondition);
        if (!saved) throw new Failure(catalogue.PRECONDITION_FAILED);
        return Response.json(saved, { headers: { etag: entityTag(saved.revision) } });
      },
    });
  });

  routes.delete('/:id', async (c) => {
    const id = pathId(c.req.param('id'));
    const owner = c.var.account.id;
    const answer = await idempotent(c.req.raw, {
      owner,
      work: async (transaction) => {
        await deleteStory(transaction, owner, id);
        return new Response(null, { status: 204 });
      },
    });
    await teller.cancelStory(owner, id);
    return answer;
  });

  routes.put('/:id/restoration', async (c) => {
    const id = pathId(c.req.param('id'));
    const owner = c.var.account.id;
    return idempotent(c.req.raw, {
      owner,
      work: async (transaction) => {
        await restoreStory(transaction, owner, id);
        return new Response(null, { status: 204 });
      },
    });
  });

  routes.put('/:id/chapters/:chapterId', async (c) => {
    const storyId = pathId(c.req.param('id'));
    const id = pathId(c.req.param('chapterId'));
    const body = await readJson(c.req.raw, ChapterBody, limits);
    await guard.inspectBody(c.req.raw, body, { prose });
    const owner = c.var.account.id;
    return idempotent(c.req.raw, {
      owner,
      work: async (transaction) =>
        Response.json(await saveChapter(transaction, owner, { storyId, id, ...body })),
    });
  });

  routes.put('/:id/chapters/:chapterId/choice', async (c) => {
    const storyId = pathId(c.req.param('id'));
    const chapterId = pathId(c.req.param('chapterId'));
    const precondition = preconditionOf(c.req.raw.headers);
    const { takeId, revision } = await readJson(c.req.raw, ChoiceBody, limits);
    const owner = c.var.account.id;
    return idempotent(c.req.raw, {
      owner,
      work: async (transaction) => {
        const choice = { storyId, chapterId, takeId, revision };
        const chosen = await chooseTake(transaction, owner, choice, precondition);
        if (!chosen) throw new Failure(catalogue.PRECONDITION_FAILED);
        return Response.json(chosen, { headers: { etag: entityTag(chosen.revision) } });
      },
    });
  });

  routes.put('/:id/chapters/:chapterId/takes/:takeId', async (c) => {
    const storyId = pathId(c.req.param('id'));
    const chapterId = pathId(c.req.param('chapterId'));
    const id = pathId(c.req.param('takeId'));
    const precondition = preconditionOf(c.req.raw.headers);
    const { revision, ...body } = await readJson(c.req.raw, TakeBody, limits);
    await guard.inspectBody(c.req.raw, body, { prose });
    const owner = c.var.account.id;
    const take = { storyId, chapterId, id, ...body };
    try {
      return await idempotent(c.req.raw, {
        owner,
        work: async (transaction) => {
          await keepTake(transaction, owner, take);
          const choice = { storyId, chapterId, takeId: id, revision };
          const chosen = await chooseTake(transaction, owner, choice, precondition);
          if (!chosen) throw new Failure(catalogue.PRECONDITION_FAILED);
          return Response.json(chosen, { headers: { etag: entityTag(chosen.revision) } });
        },
      });
    } catch (error) {
      // Only the choice is in conflict. The writer finds both texts as takes, and chooses one.
      if (isFailure(error, 'PRECONDITION_FAILED')) {
        await transact(database, (transaction) => keepTake(transaction, owner, take));
      }
      throw error;
    }
  });

  routes.post('/:id/chapters/:chapterId/takes', async (c) => {
    const storyId = pathId(c.req.param('id'));
    const chapterId = pathId(c.req.param('chapterId'));
    const body = await readJson(c.req.raw, TellBody, limits);
    await guard.inspectBody(c.req.raw, body, { prose });
    return teller.tell(c.req.raw, c.var.account.id, {
      ...{ storyId, chapterId, ...body },
    });
  });

  return routes;
}

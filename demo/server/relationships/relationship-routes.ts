import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Idempotent, readJson, type ReadJsonOptions } from '@holdfast/server';
import type { ThreatGuard } from '@holdfast/server/threats';
import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import { omit } from 'zod/mini';
import { RelationshipSave } from '../../contract/relationship.ts';
import { pathId } from '../path-id.ts';
import { entityTag, preconditionOf } from '../characters/precondition.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { SignedIn } from '../sessions/signed-in.ts';
import {
  deleteRelationship,
  listRelationships,
  readRelationship,
  saveRelationship,
} from './relationship-store.ts';
import { type HearDamage, tellDamage } from '../database/tell-damage.ts';

export interface RelationshipRoutesOptions {
  /** Hears of damaged rows that a list left out. */
  readonly damaged: HearDamage;
  readonly database: Database;
  readonly idempotent: Idempotent<Transaction<Tables>>;
  readonly guard: Pick<ThreatGuard, 'inspectBody'>;
  readonly limits: ReadJsonOptions;
}

// A story may contain anything: the guard reports what it finds in a writer's text, and does not refuse it.
const prose = ['/relationship/note'];

// `If-Match` names the state that the save changes.
const RelationshipBody = omit(RelationshipSave, { basedOn: true });

/** The relationships of the signed-in user. The relationships of another account do not exist here. */
export function relationshipRoutes({
  database,
  idempotent,
  guard,
  limits,
  damaged,
}: RelationshipRoutesOptions): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();

  routes.get('/', async (c) =>
    c.json(
      tellDamage(damaged, 'relationships', await listRelationships(database, c.var.account.id)),
    ),
  );

  routes.get('/:id', async (c) => {
    const id = pathId(c.req.param('id'));
    const found = await readRelationship(database, c.var.account.id, id);
    if (!found) throw new Failure(catalogue.NOT_FOUND);
    return Response.json(found, { headers: { etag: entityTag(found.revision) } });
  });

  routes.put('/:id', async (c) => {
    const id = pathId(c.req.param('id'));
    const precondition = preconditionOf(c.req.raw.headers);
    const { relationship, revision } = await readJson(c.req.raw, RelationshipBody, limits);
    await guard.inspectBody(c.req.raw, { relationship }, { prose });
    if (relationship.id !== id) throw new Failure(catalogue.BAD_REQUEST);
    const owner = c.var.account.id;
    const save = { relationship, revision };
    return idempotent(c.req.raw, {
      owner,
      work: async (transaction) => {
        const saved = await saveRelationship(transaction, owner, save, precondition);
        if (!saved) throw new Failure(catalogue.PRECONDITION_FAILED);
        return Response.json(saved, { headers: { etag: entityTag(saved.revision) } });
      },
    });
  });

  routes.delete('/:id', (c) => {
    const id = pathId(c.req.param('id'));
    const precondition = preconditionOf(c.req.raw.headers);
    const owner = c.var.account.id;
    return idempotent(c.req.raw, {
      owner,
      work: async (transaction) => {
        const isGone = await deleteRelationship(transaction, owner, id, precondition);
        if (!isGone) throw new Failure(catalogue.PRECONDITION_FAILED);
        return new Response(null, { status: 204 });
      },
    });
  });

  return routes;
}

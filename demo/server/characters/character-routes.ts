import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { type Idempotent, readJson, type ReadJsonOptions } from '@holdfast/server';
import { IDEMPOTENCY_KEY_HEADER, parseIdempotencyKey } from '@holdfast/server/parts';
import type { ThreatGuard } from '@holdfast/server/threats';
import { Hono } from 'hono';
import type { Transaction } from 'kysely';
import { omit } from 'zod/mini';
import {
  type Character,
  type CharacterSaved,
  CharacterSave,
  NewNote,
} from '../../contract/character.ts';
import { CHARACTER_UNKNOWN } from '../../contract/failures.ts';
import { pathId } from '../path-id.ts';
import type { Database, Tables } from '../database/tables.ts';
import type { SignedIn } from '../sessions/signed-in.ts';
import { listCharacters, readCharacter, saveCharacter } from './character-store.ts';
import { deleteCharacter } from './gone-characters.ts';
import { addNote, listNotes } from './note-store.ts';
import { pageRequestOf } from './pages.ts';
import { entityTag, preconditionOf } from './precondition.ts';
import { type HearDamage, tellDamage } from '../database/tell-damage.ts';

export interface CharacterRoutesOptions {
  /** Hears of damaged rows that a list left out. */
  readonly damaged: HearDamage;
  readonly database: Database;
  readonly idempotent: Idempotent<Transaction<Tables>>;
  readonly guard: Pick<ThreatGuard, 'inspectBody'>;
  readonly limits: ReadJsonOptions;
}

// A story may contain anything: the guard reports what it finds in a writer's text, and does not refuse it.
const prose = ['/name', '/role', '/traits/*', '/backstory', '/text'];

// `If-Match` names the state that the save changes.
const CharacterBody = omit(CharacterSave, { id: true, basedOn: true });
const NoteBody = omit(NewNote, { characterId: true });

/** The characters of the signed-in user. The characters of another account do not exist here. */
export function characterRoutes({
  database,
  idempotent,
  guard,
  limits,
  damaged,
}: CharacterRoutesOptions): Hono<SignedIn> {
  const routes = new Hono<SignedIn>();

  routes.get('/', async (c) => {
    const page = await pageRequestOf(c.req.raw, { length: 50, most: 100 });
    return c.json(
      tellDamage(damaged, 'characters', await listCharacters(database, c.var.account.id, page)),
    );
  });

  routes.get('/:id', async (c) => {
    const id = pathId(c.req.param('id'));
    const character = await readCharacter(database, c.var.account.id, id);
    if (!character) throw new Failure(CHARACTER_UNKNOWN);
    return answer(character);
  });

  routes.get('/:id/notes', async (c) => {
    const id = pathId(c.req.param('id'));
    const page = await pageRequestOf(c.req.raw, { length: 50, most: 100 });
    const notes = await listNotes(database, c.var.account.id, id, page);
    if (!notes) throw new Failure(CHARACTER_UNKNOWN);
    return c.json(tellDamage(damaged, 'notes', notes));
  });

  routes.put('/:id', async (c) => {
    const id = pathId(c.req.param('id'));
    const precondition = preconditionOf(c.req.raw.headers);
    const body = await readJson(c.req.raw, CharacterBody, limits);
    await guard.inspectBody(c.req.raw, body, { prose });
    const owner = c.var.account.id;
    return idempotent(c.req.raw, {
      owner,
      work: async (transaction) => {
        const save = { id, ...body };
        const saved = await saveCharacter(transaction, owner, save, precondition);
        if (!saved) throw new Failure(catalogue.PRECONDITION_FAILED);
        return answer(saved);
      },
    });
  });

  routes.delete('/:id', async (c) => {
    const id = pathId(c.req.param('id'));
    const owner = c.var.account.id;
    return idempotent(c.req.raw, {
      owner,
      work: async (transaction) => {
        await deleteCharacter(transaction, owner, id);
        return new Response(null, { status: 204 });
      },
    });
  });

  routes.post('/:id/notes', async (c) => {
    const id = pathId(c.req.param('id'));
    const { text } = await readJson(c.req.raw, NoteBody, limits);
    await guard.inspectBody(c.req.raw, { text }, { prose });
    const owner = c.var.account.id;
    const key = parseIdempotencyKey(c.req.raw.headers.get(IDEMPOTENCY_KEY_HEADER));
    return idempotent(c.req.raw, {
      owner,
      work: async (transaction) => {
        const note = await addNote(transaction, owner, { characterId: id, text, key });
        if (!note) throw new Failure(CHARACTER_UNKNOWN);
        return Response.json(note, { status: 201 });
      },
    });
  });

  return routes;
}

function answer(character: Character | CharacterSaved): Response {
  return Response.json(character, { headers: { etag: entityTag(character.revision) } });
}

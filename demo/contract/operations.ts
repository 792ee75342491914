import { defineRead, defineWrite } from '@holdfast/core';
import * as z from 'zod/mini';
import {
  Character,
  CharacterDeletion,
  CharacterPage,
  CharacterSave,
  CharacterSaved,
  NewNote,
  Note,
  NotePage,
} from './character.ts';
import { Id } from './id.ts';
import { Session } from './session.ts';

const DAY_MS = 86_400_000;

export const readSession = defineRead('session.read', {
  output: Session,
  request: () => ({ path: 'session' }),
});

export const signOut = defineWrite('session.sign-out', {
  accept: 'nothing',
  request: () => ({ method: 'DELETE', path: 'session' }),
});

export const signOutEverywhere = defineWrite('session.sign-out-everywhere', {
  accept: 'nothing',
  request: () => ({ method: 'DELETE', path: 'sessions' }),
});

export const listCharacters = defineRead('character.list', {
  output: CharacterPage,
  // The most that the server gives at once; `withWholeLists` reads on from there.
  request: () => ({ path: 'characters', query: { limit: 100 } }),
  staleIfErrorMs: 7 * DAY_MS,
});

export const readCharacter = defineRead('character.read', {
  input: z.strictObject({ id: Id }),
  output: Character,
  request: ({ id }) => ({ path: `characters/${id}` }),
});

/** Earlier notes on a character, page by page from the latest back. */
export const readNotes = defineRead('character.notes', {
  input: z.strictObject({ id: Id, after: z.optional(z.string()) }),
  output: NotePage,
  request: ({ id, after }) => ({ path: `characters/${id}/notes`, query: { after } }),
});

/**
 * Overwrites only the state that it changes. Any other stored state is a conflict, and both versions are kept.
 */
export const saveCharacter = defineWrite('character.save', {
  input: CharacterSave,
  output: CharacterSaved,
  request: ({ id, basedOn, ...body }) => ({
    method: 'PUT',
    path: `characters/${id}`,
    headers: basedOn ? { 'if-match': `"${basedOn}"` } : { 'if-none-match': '*' },
    json: body,
  }),
  lane: ({ id }) => `character:${id}`,
  offline: 'queue',
  invalidates: [listCharacters, readCharacter],
});

/** For so long a deleted character is only hidden on the page, and comes back with one press. */
export const UNDO_MS = 10_000;

/** Deletes a character with its notes and portraits. A character that is gone already counts as deleted. */
export const deleteCharacter = defineWrite('character.delete', {
  // The name is for the page, which no longer shows the character.
  input: CharacterDeletion,
  accept: 'nothing',
  request: ({ id }) => ({ method: 'DELETE', path: `characters/${id}` }),
  lane: ({ id }) => `character:${id}`,
  offline: 'queue',
  undoMs: UNDO_MS,
  invalidates: [listCharacters, readCharacter],
});

export const addNote = defineWrite('character.add-note', {
  input: NewNote,
  output: Note,
  request: ({ characterId, text }) => ({
    method: 'POST',
    path: `characters/${characterId}/notes`,
    json: { text },
  }),
  // The same lane as the character itself: a note never arrives before the character it is about.
  lane: ({ characterId }) => `character:${characterId}`,
  offline: 'queue',
  invalidates: [listCharacters],
});

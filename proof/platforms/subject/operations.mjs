import { defineRead, defineStream, defineWrite } from '@holdfast/core';
import { anything } from './schema.mjs';

export const MARA = { id: 'mara', name: 'Mara 🦊' };

export const listCharacters = defineRead('character.list', {
  output: anything,
  request: () => ({ path: 'characters' }),
  staleIfErrorMs: 86_400_000,
});

export const saveCharacter = defineWrite('character.save', {
  input: anything,
  output: anything,
  request: ({ id, ...body }) => ({ method: 'PUT', path: `characters/${id}`, json: body }),
  lane: ({ id }) => `character:${id}`,
  offline: 'queue',
  invalidates: [listCharacters],
});

export const renameCharacter = defineWrite('character.rename', {
  input: anything,
  output: anything,
  request: ({ id, ...body }) => ({ method: 'PUT', path: `characters/${id}`, json: body }),
});

export const readStory = defineRead('story.read', {
  accept: 'text',
  request: () => ({ path: 'story.txt' }),
});

export const readPortrait = defineRead('portrait.read', {
  accept: 'bytes',
  request: () => ({ path: 'portrait' }),
});

export const tellStory = defineStream('story.tell', {
  input: anything,
  event: anything,
  request: (json) => ({ method: 'POST', path: 'stories', json }),
});

export function answer(method, url) {
  if (url.endsWith('story.txt')) return { type: 'text/plain', text: 'Once 🦊' };
  if (url.endsWith('portrait')) return { type: 'image/png', text: 'P🦊' };
  if (url.endsWith('healthz')) return { text: '{"ok":true}' };
  return { text: JSON.stringify(method === 'GET' ? [MARA] : MARA) };
}

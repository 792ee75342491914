import { defineRead, defineWrite, type StandardSchema } from '@holdfast/core';
import type { Note } from './breakable-server.ts';

const note: StandardSchema<Note> = {
  '~standard': {
    ...{ version: 1, vendor: 'gallery' },
    validate: (value) => ({ value: value as Note }),
  },
};
const notes: StandardSchema<readonly Note[]> = {
  '~standard': {
    ...{ version: 1, vendor: 'gallery' },
    validate: (value) => ({ value: value as readonly Note[] }),
  },
};

export const listNotes = defineRead('note.list', {
  output: notes,
  request: () => ({ path: 'notes' }),
  staleIfErrorMs: 86_400_000,
});

export const saveNote = defineWrite('note.save', {
  input: note,
  request: (json) => ({ method: 'PUT', path: `notes/${json.id}`, json }),
  lane: ({ id }) => `note:${id}`,
  offline: 'queue',
  invalidates: [listNotes],
});

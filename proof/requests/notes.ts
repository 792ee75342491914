import { defineRead, defineWrite } from '@holdfast/core';
import * as z from 'zod';

export const Note = z.object({ id: z.int(), label: z.string() });
export type Note = z.infer<typeof Note>;

const NewNote = z.object({ label: z.string() });
const toRequest = (json: z.infer<typeof NewNote>) =>
  ({ method: 'POST', path: 'notes', json }) as const;

export const readNote = defineRead('note.read', {
  input: z.object({ id: z.int() }),
  output: Note,
  request: ({ id }) => ({ path: `notes/${id}` }),
});

/** Appends a note under a key. The client may repeat it. */
export const addNote = defineWrite('note.add', {
  input: NewNote,
  output: Note,
  request: toRequest,
});

/** Appends a note without a key. The server could not distinguish a repetition from a second note. */
export const addUnkeyedNote = defineWrite('note.add-unkeyed', {
  input: NewNote,
  output: Note,
  request: toRequest,
  honoursKey: false,
});

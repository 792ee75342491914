'use client';
import { keepDraft, useResilientForm } from '@holdfast/forms';
import { useAnnounce, useWrite } from '@holdfast/react';
import { useRef, type ReactElement } from 'react';
import { NewNote } from '../../../contract/character.ts';
import { addNote } from '../../../contract/operations.ts';
import { DraftTrouble } from '../../drafts/draft-trouble.tsx';
import { FormField } from '../../form/form-field.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** Takes one note after another. Text typed while a note is sent belongs to the next note. */
export function NoteForm({ characterId }: { readonly characterId: string }): ReactElement {
  const text = useText(words);
  const announce = useAnnounce();
  const element = useRef<HTMLFormElement>(null);
  const form = useResilientForm({
    schema: NewNote,
    defaultValues: { characterId, text: '' },
    submit: useWrite(addNote),
    // A writer who only passes the field has made no mistake.
    mode: 'onSubmit',
    draft: keepDraft({ key: `note:${characterId}`, version: 1, unsaved: text.unsavedNote }),
    onOutcome(outcome) {
      const isKept = outcome.kind !== 'failed' || outcome.handle !== undefined;
      if (!isKept) return;
      if (outcome.kind === 'queued') announce(text.noteHere);
      // The note is among the others now, with its own state beside it.
      void form.discardSent();
      // The focus stays with a writer who has gone on to another place.
      if (element.current?.contains(document.activeElement)) form.setFocus('text');
    },
  });
  const { state } = form;
  const isSaving = state.kind === 'running';
  // A refused note is in the list, with the reason beside it. The form is about the next note.
  const isListed = state.kind === 'failed' && state.entryId !== undefined;
  return (
    <form
      ref={element}
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <FormField control={form.control} name="text" label={text.newNote} isLong />
      <DraftTrouble draft={form.draft} values={form.getValues} asText={(theirs) => theirs.text} />
      <FormTrouble
        title={text.noteNotSaved}
        state={isListed ? { kind: 'idle' } : state}
        issues={form.formIssues}
      />
      <div className="buttons">
        <ActionButton type="submit" isBusy={isSaving}>
          {isSaving ? text.saving : text.addNote}
        </ActionButton>
      </div>
    </form>
  );
}

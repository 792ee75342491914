import { useResilientForm } from '@holdfast/forms';
import { useAnnounce } from '@holdfast/react';
import { useRef, type ReactElement } from 'react';
import { NewNote } from '../../../contract/character.ts';
import { addNote } from '../../../contract/operations.ts';
import { DraftTrouble } from '../../drafts/draft-trouble.tsx';
import { useFireside } from '../../fireside/fireside-context.ts';
import { FormField } from '../../form/form-field.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';

/** Takes one note after another. Text typed while a note is sent belongs to the next note. */
export function NoteForm({ characterId }: { readonly characterId: string }): ReactElement {
  const announce = useAnnounce();
  const { unsavedWork } = useFireside();
  const element = useRef<HTMLFormElement>(null);
  const form = useResilientForm({
    schema: NewNote,
    defaultValues: { characterId, text: '' },
    operation: addNote,
    // A field that is only passed by is not a note that went wrong.
    mode: 'onSubmit',
    draft: { key: `note:${characterId}`, version: 1 },
    unsaved: { work: unsavedWork, label: 'your note' },
    onOutcome(outcome) {
      const isKept = outcome.kind !== 'failed' || outcome.handle !== undefined;
      if (!isKept) return;
      if (outcome.kind === 'queued') announce('The note is saved on this device.');
      // The note is among the others now, with its own state beside it.
      void form.discardSent();
      // The focus stays with a writer who has gone on to another place.
      if (element.current?.contains(document.activeElement)) form.setFocus('text');
    },
  });
  const isSaving = form.state.kind === 'running';
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
      <FormField control={form.control} name="text" label="New note" isLong />
      <DraftTrouble draft={form.draft} values={form.getValues} asText={({ text }) => text} />
      <FormTrouble title="The note is not saved" state={form.state} issues={form.formIssues} />
      <div className="buttons">
        <ActionButton type="submit" isBusy={isSaving}>
          {isSaving ? 'Saving…' : 'Add note'}
        </ActionButton>
      </div>
    </form>
  );
}

import { useResilientForm } from '@holdfast/forms';
import { useAnnounce } from '@holdfast/react';
import type { ReactElement } from 'react';
import { NewNote } from '../../../contract/character.ts';
import { addNote } from '../../../contract/operations.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { FormField } from '../../form/form-field.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';

interface NoteFormProps {
  readonly characterId: string;
  readonly hasFocus: boolean;
  /** The note is among the others now, with its own state beside it; the next one needs a new form. */
  readonly onKept: () => void;
}

/** One note, from its first letter until it is kept. */
export function NoteForm({ characterId, hasFocus, onKept }: NoteFormProps): ReactElement {
  const announce = useAnnounce();
  const { unsavedWork } = useFireside();
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
      void form.draft.discard().then(onKept);
    },
  });
  const isSaving = form.state.kind === 'running';
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <FormField control={form.control} name="text" label="New note" isLong hasFocus={hasFocus} />
      <FormTrouble title="The note is not saved" state={form.state} issues={form.formIssues} />
      <div className="buttons">
        <ActionButton type="submit" isBusy={isSaving}>
          {isSaving ? 'Saving…' : 'Add note'}
        </ActionButton>
      </div>
    </form>
  );
}

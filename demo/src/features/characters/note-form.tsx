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
}

export function NoteForm({ characterId }: NoteFormProps): ReactElement {
  const announce = useAnnounce();
  const { unsavedWork } = useFireside();
  const form = useResilientForm({
    schema: NewNote,
    defaultValues: { characterId, text: '' },
    operation: addNote,
    draft: { key: `note:${characterId}`, version: 1 },
    unsaved: { work: unsavedWork, label: 'your note' },
    onOutcome(outcome) {
      if (outcome.kind === 'failed') return;
      if (outcome.kind !== 'live') announce('The note is saved on this device.');
      void form.draft.discard();
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <FormField control={form.control} name="text" label="New note" isLong />
      <FormTrouble title="The note is not saved" state={form.state} issues={form.formIssues} />
      <div className="buttons">
        <ActionButton type="submit" isBusy={form.state.kind === 'running'}>
          {form.state.kind === 'running' ? 'Saving…' : 'Add note'}
        </ActionButton>
      </div>
    </form>
  );
}

'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { keepDraft, useResilientForm } from '@holdfast/forms';
import { useAnnounce, useHoldfast, useWrite } from '@holdfast/react';
import type { ReactElement } from 'react';
import type { Story } from '../../../contract/story.ts';
import { saveStory } from '../../../contract/story-operations.ts';
import { DraftTrouble } from '../../drafts/draft-trouble.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { SheetFields } from './sheet-fields.tsx';
import { saveOf, spokenSheet } from './story-sheet.ts';
import { words } from './words.ts';

interface ChangeFormProps {
  readonly story: Story;
  readonly onDone: () => void;
}

/** Changes what the writer said about a story. The text of its chapters stays. */
export default function ChangeForm({ story, onDone }: ChangeFormProps): ReactElement {
  const text = useText(words);
  const { platform } = useHoldfast();
  const announce = useAnnounce();
  const { id, title, setting, tone, length, characterIds } = story;
  const form = useResilientForm({
    schema: spokenSheet,
    defaultValues: () => ({
      ...{ id, title, setting, tone, length, characterIds },
      ...{ revision: uuidV7(platform), basedOn: story.revision },
      // The sheet of a new story has these; a change has no use for them.
      ...{ chapterId: uuidV7(platform), wish: '' },
    }),
    submit: useWrite(saveStory),
    toInput: saveOf,
    draft: keepDraft({ key: `story:${id}`, version: 1, unsaved: text.draftOf }),
    onOutcome(outcome) {
      if (outcome.kind === 'failed') return;
      announce(text.changedStory);
      onDone();
    },
  });
  const isSaving = form.state.kind === 'running';
  return (
    <form
      className="stack-wide story-sheet change-story"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <SheetFields control={form.control} />
      <DraftTrouble
        draft={form.draft}
        values={form.getValues}
        asText={(theirs) => [theirs.title, theirs.setting].filter(Boolean).join('\n')}
      />
      <FormTrouble title={text.notSaved} state={form.state} issues={form.formIssues} />
      <div className="buttons">
        <ActionButton look="primary" type="submit" isBusy={isSaving}>
          {isSaving ? text.saving : text.save}
        </ActionButton>
        <ActionButton onPress={onDone}>{text.close}</ActionButton>
      </div>
    </form>
  );
}

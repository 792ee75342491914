'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { keepDraft, useResilientForm } from '@holdfast/forms';
import { TextField } from '@holdfast/forms/fields';
import { useAnnounce, useHoldfast, useObservable, useWrite } from '@holdfast/react';
import { useEffect, type ReactElement } from 'react';
import type { Chapter } from '../../../contract/story.ts';
import { TakeWrite } from '../../../contract/story.ts';
import { writeTake } from '../../../contract/story-operations.ts';
import { DraftTrouble } from '../../drafts/draft-trouble.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { spokenSchema } from '../../words/spoken-schema.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

const spokenTake = spokenSchema(TakeWrite);

interface WriteFormProps {
  readonly storyId: string;
  readonly chapter: Chapter;
  /** The take whose text the writer changes; none for a text of the writer's own. */
  readonly parentId: string | null;
  /** The text that the field begins with. */
  readonly text: string;
  readonly onDone: () => void;
}

/**
 * The writer's own text for a chapter. Saving makes a new take; the one before is kept. A form that is closed keeps
 * what was typed for the next time.
 */
export default function WriteForm(props: WriteFormProps): ReactElement {
  const { storyId, chapter, parentId, onDone } = props;
  const text = useText(words);
  const { platform } = useHoldfast();
  const announce = useAnnounce();
  const form = useResilientForm({
    schema: spokenTake,
    defaultValues: () => ({
      ...{ storyId, chapterId: chapter.id, id: uuidV7(platform), parentId },
      origin: 'written' as const,
      ...{ text: props.text, revision: uuidV7(platform), basedOn: chapter.revision },
    }),
    submit: useWrite(writeTake),
    draft: keepDraft({ key: `take:${chapter.id}`, version: 1, unsaved: text.textDraft }),
    onOutcome(outcome) {
      if (outcome.kind === 'failed') return;
      announce(text.textSaved);
      onDone();
    },
  });
  const draft = useObservable(form.draft);
  const { setFocus } = form;
  useEffect(() => setFocus('text'), [setFocus]);
  const isSaving = form.state.kind === 'running';
  return (
    <form
      className="stack write-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <TextField
        {...{ control: form.control, name: 'text', label: text.yourText }}
        {...{ lines: 'many', most: 20_000 }}
        className="manuscript"
      />
      <DraftTrouble draft={form.draft} values={form.getValues} asText={(theirs) => theirs.text} />
      <FormTrouble title={text.textNotSaved} state={form.state} issues={form.formIssues} />
      <div className="buttons">
        <ActionButton look="primary" type="submit" isBusy={isSaving}>
          {isSaving ? text.saving : text.saveText}
        </ActionButton>
        <ActionButton onPress={onDone}>{text.close}</ActionButton>
        {draft.kind === 'restored' && (
          <ActionButton look="quiet" onPress={() => void form.draft.discard()}>
            {text.beginAgain}
          </ActionButton>
        )}
      </div>
    </form>
  );
}

'use client';
import { uuidV7 } from '@holdfast/core/parts';
import { keepDraft, useResilientForm } from '@holdfast/forms';
import { SliderField } from '@holdfast/forms/fields';
import { useAnnounce, useHoldfast, useWrite } from '@holdfast/react';
import { useMemo, type ReactElement } from 'react';
import { saveRelationship } from '../../../contract/relationship-operations.ts';
import {
  characterBonds,
  type KeptRelationship,
  type Relationship,
  storyBonds,
} from '../../../contract/relationship.ts';
import { DraftTrouble } from '../../drafts/draft-trouble.tsx';
import { FormField } from '../../form/form-field.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { relationshipWords } from '../../relationships/relationship-words.ts';
import { partsOf, textOf } from '../../relationships/sentence-of.ts';
import { useText } from '../../words/use-text.ts';
import { bondValues, firstValues, saveOf } from './bond-values.ts';
import type { End } from './end.ts';
import { SelectField } from './select-field.tsx';
import { words } from './words.ts';

interface BondFormProps {
  readonly between: Relationship['between'];
  readonly ends: readonly End[];
  /** The stored relationship that the form changes. @default it makes a new one */
  readonly kept?: KeptRelationship;
  /** The first end of a new relationship. */
  readonly from?: string;
  /** Called when the form can close, with the id of the saved relationship, if there is one. */
  readonly onDone: (saved?: string) => void;
}

/** Says a relationship as a sentence of three choices. */
export function BondForm({ between, ends, kept, from, onDone }: BondFormProps): ReactElement {
  const text = useText(words).form;
  const say = useText(relationshipWords);
  const { platform } = useHoldfast();
  const announce = useAnnounce();
  const schema = useMemo(() => bondValues(text), [text]);
  const form = useResilientForm({
    schema,
    defaultValues: () =>
      firstValues(
        { between, ...(from === undefined ? {} : { from }) },
        () => uuidV7(platform),
        kept,
      ),
    submit: useWrite(saveRelationship),
    toInput: (values) => saveOf(values, between),
    // Passing an empty field is no mistake of the writer, so it shows no issue.
    mode: 'onSubmit',
    draft: keepDraft({
      key: `relationship:${kept?.relationship.id ?? `new ${between}`}`,
      version: 1,
      unsaved: text.new,
    }),
    onOutcome(outcome, { id }) {
      if (outcome.kind === 'failed' && outcome.handle === undefined) return;
      if (outcome.kind === 'queued') announce(text.kept);
      void form.discardSent();
      onDone(id);
    },
  });
  const isSaving = form.state.kind === 'running';
  const people = ends.map(({ id, name }) => ({ value: id, label: name }));
  const kinds = between === 'stories' ? storyBonds : characterBonds;
  return (
    <form
      className="bond-form"
      aria-label={kept ? text.change : text.new}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <div className="bond-sentence">
        <SelectField
          {...{ control: form.control, name: 'fromId', label: text.from, none: text.choose }}
          {...{ choices: people, hasFocus: true }}
        />
        <SelectField
          {...{ control: form.control, name: 'kind', label: text.kind }}
          choices={kinds.map((kind) => ({
            value: kind,
            label: textOf(partsOf(say.says[kind], { a: '…', b: '…' })),
          }))}
        />
        <SelectField
          {...{ control: form.control, name: 'toId', label: text.to, none: text.choose }}
          choices={people}
        />
      </div>
      <SliderField
        {...{ control: form.control, name: 'weight', label: text.weight, least: 1, most: 5 }}
        inWords={(weight) => text.weights[weight - 1] ?? ''}
      />
      <FormField
        {...{ control: form.control, name: 'note', label: text.note }}
        hint={text.noteHint}
      />
      <DraftTrouble draft={form.draft} values={form.getValues} asText={({ note }) => note} />
      <FormTrouble title={text.trouble} state={form.state} issues={form.formIssues} />
      <div className="buttons">
        <ActionButton type="submit" look="primary" isBusy={isSaving}>
          {isSaving ? text.saving : text.save}
        </ActionButton>
        <ActionButton look="quiet" onPress={() => onDone()}>
          {text.cancel}
        </ActionButton>
      </div>
    </form>
  );
}

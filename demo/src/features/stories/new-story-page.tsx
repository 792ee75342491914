'use client';
import { TextField } from '@holdfast/forms/fields';
import { useObservable } from '@holdfast/react';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { DraftTrouble } from '../../drafts/draft-trouble.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { focusPage } from '../../frame/dom-page-focus.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { useMoney } from '../../words/use-money.ts';
import { useText } from '../../words/use-text.ts';
import { BudgetLine } from './budget-line.tsx';
import { priceOf } from './price.ts';
import { SheetFields } from './sheet-fields.tsx';
import './stories.css';
import { useStoryForm } from './use-story-form.ts';
import { words } from './words.ts';

export default function NewStoryPage(): ReactElement {
  const text = useText(words);
  const money = useMoney();
  const { form, tell, saveOnly } = useStoryForm();
  const length = useWatch({ control: form.control, name: 'length' });
  const draft = useObservable(form.draft);
  const isSaving = form.state.kind === 'running';
  return (
    <form
      className="page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        tell();
      }}
    >
      <div className="spread page-head">
        <PageHeading title={text.newStory} />
        <div className="aside">
          {draft.kind === 'restored' && (
            <ActionButton
              look="quiet"
              onPress={() => {
                void form.draft.discard();
                focusPage();
              }}
            >
              {text.startOver}
            </ActionButton>
          )}
        </div>
      </div>
      <div className="stack-wide story-sheet">
        <SheetFields control={form.control} />
        <TextField
          {...{ control: form.control, name: 'wish', label: text.wish, hint: text.wishHint }}
          {...{ lines: 'many', most: 1000 }}
          className="manuscript"
        />
        <DraftTrouble
          draft={form.draft}
          values={form.getValues}
          asText={({ title, setting, wish }) => [title, setting, wish].filter(Boolean).join('\n')}
        />
        <FormTrouble title={text.notSaved} state={form.state} issues={form.formIssues} />
        <div className="buttons story-acts">
          <ActionButton look="primary" type="submit" isBusy={isSaving}>
            {isSaving ? text.saving : text.tellFirst(money(priceOf(length)))}
          </ActionButton>
          <BudgetLine price={priceOf(length)} />
          <ActionButton look="quiet" isBusy={isSaving} onPress={saveOnly}>
            {text.saveOnly}
          </ActionButton>
        </div>
      </div>
    </form>
  );
}

'use client';
import { useResilientForm } from '@holdfast/forms';
import { useWrite } from '@holdfast/react';
import type { ReactElement } from 'react';
import { saveProfile } from '../../../contract/account-operations.ts';
import { Profile } from '../../../contract/account.ts';
import type { Account } from '../../account/account-keeper.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { FormField } from '../../form/form-field.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** Changes what the screen calls the writer. */
export function NameForm({ account }: { readonly account: Account }): ReactElement {
  const text = useText(words).name;
  const { account: keeper } = useFireside();
  const form = useResilientForm({
    schema: Profile,
    defaultValues: { displayName: account.displayName },
    submit: useWrite(saveProfile),
    onOutcome(outcome) {
      if (outcome.kind === 'live' && outcome.value.account)
        void keeper.signedIn(outcome.value.account);
    },
  });
  const isBusy = form.state.kind === 'running';
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit();
      }}
    >
      <h2>{text.title}</h2>
      <FormField
        control={form.control}
        name="displayName"
        label={text.label}
        autoComplete="nickname"
      />
      <FormTrouble title={text.trouble} state={form.state} issues={form.formIssues} />
      <output className="muted">{form.state.kind === 'live' && text.done}</output>
      <div className="buttons">
        <ActionButton look="primary" type="submit" isBusy={isBusy}>
          {isBusy ? text.busy : text.action}
        </ActionButton>
      </div>
    </form>
  );
}

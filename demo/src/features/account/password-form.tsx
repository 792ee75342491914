'use client';
import { useResilientForm } from '@holdfast/forms';
import { useWrite } from '@holdfast/react';
import type { ReactElement } from 'react';
import { changePassword } from '../../../contract/account-operations.ts';
import { PasswordChange } from '../../../contract/account.ts';
import { FormField } from '../../form/form-field.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

const EMPTY: PasswordChange = { current: '', next: '' };

/** Asks for the old password. Nothing that is typed here is ever kept on the device. */
export function PasswordForm({ name }: { readonly name: string }): ReactElement {
  const text = useText(words).password;
  const form = useResilientForm({
    schema: PasswordChange,
    defaultValues: EMPTY,
    submit: useWrite(changePassword),
    onOutcome(outcome) {
      if (outcome.kind === 'live') form.reset(EMPTY);
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
      {/* Password managers look for the name beside the password. */}
      <input type="text" name="name" autoComplete="username" value={name} readOnly hidden />
      <FormField
        control={form.control}
        name="current"
        label={text.current}
        type="password"
        autoComplete="current-password"
      />
      <FormField
        control={form.control}
        name="next"
        label={text.next}
        type="password"
        autoComplete="new-password"
        hint={text.hint}
      />
      <FormTrouble
        title={text.trouble}
        state={form.state}
        issues={form.formIssues}
        reasons={{ CREDENTIALS_WRONG: text.wrong }}
      />
      <output className="muted">{form.state.kind === 'live' && text.done}</output>
      <div className="buttons">
        <ActionButton type="submit" isBusy={isBusy}>
          {isBusy ? text.busy : text.action}
        </ActionButton>
      </div>
    </form>
  );
}

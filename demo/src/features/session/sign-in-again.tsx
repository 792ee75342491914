'use client';
import { useResilientForm } from '@holdfast/forms';
import { useOutbox, useWrite } from '@holdfast/react';
import type { ReactElement } from 'react';
import { SignIn } from '../../../contract/account.ts';
import { signIn } from '../../../contract/sign-in-operations.ts';
import type { Account } from '../../account/account-keeper.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { FormField } from '../../form/form-field.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { expiredWords } from './expired-words.ts';

interface SignInAgainProps {
  readonly account: Account;
  readonly onLeave: () => void;
}

/**
 * Says why the writer has to sign in, to which account, and how much is waiting. It asks only for the password of this
 * account.
 */
export function SignInAgain({ account, onLeave }: SignInAgainProps): ReactElement {
  const text = useText(expiredWords);
  const { account: keeper } = useFireside();
  const { size: waiting } = useOutbox();
  const form = useResilientForm({
    schema: SignIn,
    defaultValues: { name: account.name, password: '' },
    submit: useWrite(signIn),
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
      <p>{text.why}</p>
      <p>{waiting > 0 ? text.waiting(waiting) : text.nothing}</p>
      <p>
        {text.account}: <bdi>{account.name}</bdi>
      </p>
      {/* Password managers look for the name beside the password. */}
      <input type="text" name="name" autoComplete="username" value={account.name} readOnly hidden />
      <FormField
        control={form.control}
        name="password"
        label={text.password}
        type="password"
        autoComplete="current-password"
      />
      <FormTrouble
        title={text.trouble}
        state={form.state}
        issues={form.formIssues}
        reasons={{ CREDENTIALS_WRONG: text.wrong }}
      />
      <div className="buttons">
        <ActionButton look="primary" type="submit" isBusy={isBusy}>
          {isBusy ? text.busy : text.signIn}
        </ActionButton>
        <ActionButton look="quiet" onPress={onLeave}>
          {text.leave}
        </ActionButton>
      </div>
    </form>
  );
}

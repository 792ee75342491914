'use client';
import type { StandardSchema, WriteOperation } from '@holdfast/core';
import { useResilientForm } from '@holdfast/forms';
import { useWrite } from '@holdfast/react';
import type { ComponentType, ReactElement } from 'react';
import { Redirect } from 'wouter';
import { NAME_TAKEN, type SignIn } from '../../../contract/account.ts';
import type { Session } from '../../../contract/session.ts';
import { useAccount } from '../../account/use-account.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { FormField } from '../../form/form-field.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { Hearth } from '../../look/hearth.tsx';
import { Link } from '../../router/link.tsx';
import { useHistoryLocation } from '../../router/use-history-location.ts';
import { useText } from '../../words/use-text.ts';
import './session.css';
import { SessionTrouble } from './session-trouble.tsx';
import { words } from './words.ts';

interface AccountFormProps {
  readonly title: string;
  readonly action: string;
  readonly busy: string;
  readonly trouble: string;
  readonly schema: StandardSchema<SignIn, SignIn>;
  readonly operation: WriteOperation<string, SignIn, SignIn, Session, 'fail'>;
  readonly passwordKind: 'current-password' | 'new-password';
  readonly passwordHint?: string;
  /** The offer when the server says that the name is taken. */
  readonly WhenTaken?: ComponentType<{ readonly typed: () => SignIn }>;
  readonly other: { readonly question: string; readonly to: string; readonly label: string };
}

/** A name and a password. The device never keeps either of them. */
export function AccountForm(props: AccountFormProps): ReactElement {
  const { WhenTaken } = props;
  const text = useText(words);
  const { account: keeper } = useFireside();
  const account = useAccount();
  const { state: from } = useHistoryLocation();
  const form = useResilientForm({
    schema: props.schema,
    defaultValues: { name: '', password: '' },
    submit: useWrite(props.operation),
    onOutcome(outcome) {
      if (outcome.kind === 'live' && outcome.value.account)
        void keeper.signedIn(outcome.value.account);
    },
  });
  if (account) return <Redirect to={cameFrom(from)} replace />;

  const isBusy = form.state.kind === 'running';
  return (
    <div className="welcome">
      <div className="welcome-words">
        <Hearth />
        <p className="welcome-about">{text.about}</p>
        <p className="welcome-promise">{text.promise}</p>
      </div>
      <div className="stack-wide">
        <PageHeading title={props.title} />
        <SessionTrouble />
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void form.submit();
          }}
        >
          <FormField control={form.control} name="name" label={text.name} autoComplete="username" />
          <FormField
            control={form.control}
            name="password"
            label={text.password}
            type="password"
            autoComplete={props.passwordKind}
            {...(props.passwordHint === undefined ? {} : { hint: props.passwordHint })}
          />
          {WhenTaken && form.formState.errors.name?.message === NAME_TAKEN && (
            <WhenTaken typed={form.getValues} />
          )}
          <FormTrouble title={props.trouble} state={form.state} issues={form.formIssues} />
          <div className="buttons">
            <ActionButton look="primary" type="submit" isBusy={isBusy}>
              {isBusy ? props.busy : props.action}
            </ActionButton>
          </div>
        </form>
        <p>
          {props.other.question}{' '}
          <Link className="lone-link" to={props.other.to}>
            {props.other.label}
          </Link>
        </p>
      </div>
    </div>
  );
}

function cameFrom(state: unknown): string {
  const from: unknown =
    typeof state === 'object' && state !== null ? Reflect.get(state, 'from') : '';
  return typeof from === 'string' && from.startsWith('/') ? from : '/';
}

'use client';
import { useResilientForm } from '@holdfast/forms';
import { useWrite } from '@holdfast/react';
import { useState, type ReactElement } from 'react';
import { deleteAccount } from '../../../contract/account-operations.ts';
import { AccountDeletion } from '../../../contract/account.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { FormField } from '../../form/form-field.tsx';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { Dialog } from '../../look/dialog.tsx';
import { useText } from '../../words/use-text.ts';
import { ExportAccount } from './export-account.tsx';
import { words } from './words.ts';

/** Asks once, offers a copy, and asks for the password, because the writer may have left the device open. */
export function DeleteAccount(): ReactElement {
  const text = useText(words).remove;
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <div className="buttons">
        <ActionButton look="quiet" onPress={() => setOpen(true)}>
          {text.open}
        </ActionButton>
      </div>
      <Dialog title={text.question} isOpen={isOpen} onClose={close}>
        <p>{text.text}</p>
        <ExportAccount />
        <DeletionForm onStay={close} />
      </Dialog>
    </>
  );
}

function DeletionForm({ onStay }: { readonly onStay: () => void }): ReactElement {
  const text = useText(words).remove;
  const { account: keeper } = useFireside();
  const form = useResilientForm({
    schema: AccountDeletion,
    defaultValues: { password: '' },
    submit: useWrite(deleteAccount),
    onOutcome(outcome) {
      // The account is gone, so nothing on this device can be sent any more.
      if (outcome.kind === 'live') void keeper.signedOut('discard');
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
        <ActionButton look="primary" onPress={onStay}>
          {text.stay}
        </ActionButton>
        <ActionButton type="submit" isBusy={isBusy}>
          {isBusy ? text.busy : text.action}
        </ActionButton>
      </div>
    </form>
  );
}

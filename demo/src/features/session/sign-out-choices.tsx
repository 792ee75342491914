'use client';
import { useObservable, useOutbox } from '@holdfast/react';
import { type ReactElement, useState } from 'react';
import { useAccount } from '../../account/use-account.ts';
import { draftsOf } from '../../account/unsent-work.ts';
import { entriesAsFile } from '../../entries/entries-as-file.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { downloadJson } from '../../rescue/web-download.ts';
import { useText } from '../../words/use-text.ts';
import { signOutWords } from './sign-out-words.ts';
import type { SignOutControl } from './use-sign-out.ts';

/** Lets the writer choose what happens to unsent work. The first choice is the main one: it loses nothing. */
export function SignOutChoices({ control }: { readonly control: SignOutControl }): ReactElement {
  const text = useText(signOutWords);
  const { items: entries } = useOutbox();
  const account = useAccount();
  const { account: keeper } = useFireside();
  const isSending = control.leaving.kind === 'sending';
  // Without a session nothing can be sent.
  const hasEnded = useObservable(keeper.hasEnded);
  const canSend = entries.length > 0 && !hasEnded;
  const [unread, setUnread] = useState<'changesOnly' | 'noFile'>();
  const save = async (): Promise<void> => {
    const drafts = account ? await draftsOf(account.subject).catch(() => undefined) : [];
    const isFile = drafts !== undefined || entries.length > 0;
    if (isFile) downloadJson('fireside-waiting.json', entriesAsFile(entries, drafts));
    setUnread(drafts ? undefined : isFile ? 'changesOnly' : 'noFile');
  };
  return (
    <ul className="dialog-choices">
      {canSend && (
        <li>
          <span>{text.send.text}</span>
          <ActionButton
            look="primary"
            isBusy={isSending}
            onPress={() => void control.sendAndLeave()}
          >
            {isSending ? text.send.busy : text.send.label}
          </ActionButton>
        </li>
      )}
      <li>
        <span>{text.keep.text}</span>
        <ActionButton look={canSend ? 'plain' : 'primary'} onPress={() => void control.leave()}>
          {text.keep.label}
        </ActionButton>
      </li>
      <li>
        <span>
          {text.export.text} <span role="alert">{unread && text.draftsUnread[unread]}</span>
        </span>
        <ActionButton onPress={() => void save()}>{text.export.label}</ActionButton>
      </li>
      <li>
        <span>{text.discard.text}</span>
        <ActionButton look="quiet" onPress={control.discard}>
          {text.discard.label}
        </ActionButton>
      </li>
    </ul>
  );
}

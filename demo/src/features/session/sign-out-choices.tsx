import { useEntries } from '@holdfast/react';
import type { ReactElement } from 'react';
import { entriesAsFile } from '../../entries/entries-as-file.ts';
import { ActionButton } from '../../look/action-button.tsx';
import { downloadJson } from '../../rescue/web-download.ts';
import type { SignOutControl } from './use-sign-out.ts';

export function SignOutChoices({ control }: { readonly control: SignOutControl }): ReactElement {
  const entries = useEntries();
  const isSending = control.leaving.kind === 'sending';
  return (
    <ul className="dialog-choices">
      <li>
        <span>Send everything, then sign out.</span>
        <ActionButton isBusy={isSending} onPress={() => void control.sendAndLeave()}>
          {isSending ? 'Sending…' : 'Send now'}
        </ActionButton>
      </li>
      <li>
        <span>Keep it here. It sends when you sign in on this device again.</span>
        <ActionButton onPress={() => void control.leave()}>Keep for next time</ActionButton>
      </li>
      <li>
        <span>Get a file of it first. You stay signed in.</span>
        <ActionButton onPress={() => downloadJson('fireside-waiting.json', entriesAsFile(entries))}>
          Export
        </ActionButton>
      </li>
      <li>
        <span>Throw it away for good, then sign out.</span>
        <ActionButton onPress={() => void control.discardAndLeave()}>Discard</ActionButton>
      </li>
    </ul>
  );
}

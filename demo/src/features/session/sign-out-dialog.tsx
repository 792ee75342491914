'use client';
import { useOutbox } from '@holdfast/react';
import type { ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { Dialog } from '../../look/dialog.tsx';
import { useText } from '../../words/use-text.ts';
import { SignOutChoices } from './sign-out-choices.tsx';
import { SignOutDiscarding } from './sign-out-discarding.tsx';
import { SignOutTrouble } from './sign-out-trouble.tsx';
import { signOutWords } from './sign-out-words.ts';
import type { SignOutControl } from './use-sign-out.ts';

export function SignOutDialog({ control }: { readonly control: SignOutControl }): ReactElement {
  const text = useText(signOutWords);
  const { leaving, drafts, setAside, uncounted, stay } = control;
  const changes = useOutbox().size + setAside;
  const isCounted = changes + drafts > 0;
  const hasUnsent = isCounted || uncounted !== undefined;
  const { kind } = leaving;
  const isSent = kind === 'asking' && !hasUnsent;
  const isOpen =
    kind !== 'staying' && (hasUnsent || isSent || kind === 'stuck' || kind === 'not-counting');
  return (
    <Dialog title={hasUnsent ? text.question : text.signOut} isOpen={isOpen} onClose={stay}>
      {isCounted && <p>{text.unsent(changes, drafts)}</p>}
      {isSent && <p>{text.allSent}</p>}
      <SignOutTrouble leaving={leaving} uncounted={uncounted} />
      {kind === 'discarding' ? (
        <SignOutDiscarding control={control} />
      ) : (
        hasUnsent && <SignOutChoices control={control} />
      )}
      <div className="buttons">
        {!hasUnsent && (
          <ActionButton
            look="primary"
            onPress={() => void (isSent ? control.leave() : control.begin())}
          >
            {isSent ? text.signOut : text.again}
          </ActionButton>
        )}
        <ActionButton onPress={stay}>{text.stay}</ActionButton>
      </div>
    </Dialog>
  );
}

export default SignOutDialog;

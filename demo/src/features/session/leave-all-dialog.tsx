'use client';
import type { ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { Dialog } from '../../look/dialog.tsx';
import { useText } from '../../words/use-text.ts';
import { SignOutTrouble } from './sign-out-trouble.tsx';
import { signOutWords } from './sign-out-words.ts';
import { useSignOut } from './use-sign-out.ts';

export default function LeaveAllDialog({
  onClose,
}: {
  readonly onClose: () => void;
}): ReactElement {
  const { everywhere: text, stay: stayText } = useText(signOutWords);
  const { leaving, leaveEverywhere, stay } = useSignOut();
  const isLeaving = leaving.kind === 'leaving';
  const close = (): void => {
    stay();
    onClose();
  };
  return (
    <Dialog title={text.title} isOpen onClose={close}>
      <p>{text.text}</p>
      <SignOutTrouble leaving={leaving} />
      <div className="buttons">
        <ActionButton look="primary" isBusy={isLeaving} onPress={() => void leaveEverywhere()}>
          {isLeaving ? text.busy : text.leave}
        </ActionButton>
        <ActionButton onPress={close}>{stayText}</ActionButton>
      </div>
    </Dialog>
  );
}

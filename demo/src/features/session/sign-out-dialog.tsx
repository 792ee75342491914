import { useEntries } from '@holdfast/react';
import type { ReactElement } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { ActionButton } from '../../look/action-button.tsx';
import { SignOutChoices } from './sign-out-choices.tsx';
import { SignOutTrouble } from './sign-out-trouble.tsx';
import type { SignOutControl } from './use-sign-out.ts';

export function SignOutDialog({ control }: { readonly control: SignOutControl }): ReactElement {
  const { leaving, stay } = control;
  const count = useEntries().length;
  const isOpen = leaving.kind !== 'staying' && (count > 0 || leaving.kind === 'stuck');
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) stay();
      }}
    >
      <Modal className="dialog">
        <Dialog className="stack">
          <Heading slot="title" level={2}>
            {count === 0 ? 'Sign out' : `${changes(count)} not sent yet`}
          </Heading>
          {count > 0 && (
            <p>
              {count === 1 ? 'It is saved' : 'They are saved'} on this device. What shall become of{' '}
              {count === 1 ? 'it' : 'them'} when you sign out?
            </p>
          )}
          <SignOutTrouble leaving={leaving} />
          {count > 0 && <SignOutChoices control={control} />}
          <div className="buttons">
            {count === 0 && (
              <ActionButton onPress={() => void control.leave()}>Try again</ActionButton>
            )}
            <ActionButton onPress={stay}>Stay signed in</ActionButton>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const changes = (count: number): string => (count === 1 ? '1 change is' : `${count} changes are`);

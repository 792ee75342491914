import { type ReactElement, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { ActionButton } from '../../look/action-button.tsx';
import { SignOutTrouble } from './sign-out-trouble.tsx';
import { useSignOut } from './use-sign-out.ts';

/** Ends every session of the account: for a lost device or a stolen cookie. */
export function LeaveAllDevices(): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const { leaving, leaveEverywhere, stay } = useSignOut();
  const isLeaving = leaving.kind === 'leaving';
  const close = (): void => {
    stay();
    setOpen(false);
  };
  return (
    <>
      <ActionButton look="quiet" onPress={() => setOpen(true)}>
        Leave all devices
      </ActionButton>
      <ModalOverlay
        className="veil"
        isOpen={isOpen}
        isDismissable
        onOpenChange={(open) => {
          if (!open) close();
        }}
      >
        <Modal className="dialog">
          <Dialog className="stack">
            <Heading slot="title" level={2}>
              Leave all devices?
            </Heading>
            <p>
              Fireside ends your session here and on every other device. Each of them asks for your
              password again. What is not sent yet stays saved on its device.
            </p>
            <SignOutTrouble leaving={leaving} />
            <div className="buttons">
              <ActionButton
                look="primary"
                isBusy={isLeaving}
                onPress={() => void leaveEverywhere()}
              >
                {isLeaving ? 'Leaving…' : 'Leave them all'}
              </ActionButton>
              <ActionButton onPress={close}>Stay signed in</ActionButton>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

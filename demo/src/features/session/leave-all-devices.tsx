'use client';
import { lazyWithRetry } from '@holdfast/react/boundary';
import { type ReactElement, useState } from 'react';
import { Apart } from '../../look/apart.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { leaveWords } from './leave-words.ts';

const LeaveAllDialog = lazyWithRetry(() => import('./leave-all-dialog.tsx'));

/** Ends every session of the account: for a lost device or a stolen cookie. */
export function LeaveAllDevices(): ReactElement {
  const text = useText(leaveWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionButton look="quiet" onPress={() => setOpen(true)}>
        {text.everywhere}
      </ActionButton>
      <Apart>{isOpen && <LeaveAllDialog onClose={() => setOpen(false)} />}</Apart>
    </>
  );
}

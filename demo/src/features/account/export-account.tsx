'use client';
import { useHoldfast } from '@holdfast/react';
import type { OperationState } from '@holdfast/core';
import { useState, type ReactElement } from 'react';
import { exportAccount } from '../../../contract/account-operations.ts';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { downloadJson } from '../../rescue/web-download.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** Gives the writer a file with everything that the server has of the account. */
export function ExportAccount(): ReactElement {
  const text = useText(words).copy;
  const { run, platform } = useHoldfast();
  const [state, setState] = useState<OperationState>({ kind: 'idle' });
  const isBusy = state.kind === 'running';
  const save = async (): Promise<void> => {
    setState({ kind: 'running', since: platform.now() });
    const outcome = await run(exportAccount);
    if (outcome.kind === 'live') downloadJson('fireside-account.json', outcome.value);
    setState(outcome.kind === 'failed' ? outcome : { kind: 'idle' });
  };
  return (
    <>
      <FormTrouble title={text.trouble} state={state} issues={[]} />
      <div className="buttons">
        <ActionButton isBusy={isBusy} onPress={() => void save()}>
          {isBusy ? text.busy : text.action}
        </ActionButton>
      </div>
    </>
  );
}

'use client';
import type { ReactElement } from 'react';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { signOutWords } from './sign-out-words.ts';
import type { SignOutControl } from './use-sign-out.ts';

/** The time in which the writer can undo the discard of unsent work. The device still has all of it. */
export function SignOutDiscarding({ control }: { readonly control: SignOutControl }): ReactElement {
  const text = useText(signOutWords).discarding;
  return (
    <>
      <p>{text.text}</p>
      <div className="buttons">
        <ActionButton look="primary" hasFocus onPress={control.ask}>
          {text.undo}
        </ActionButton>
        <ActionButton onPress={() => void control.discardAndLeave()}>{text.now}</ActionButton>
      </div>
    </>
  );
}

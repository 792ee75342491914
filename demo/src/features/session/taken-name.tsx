'use client';
import { useWrite } from '@holdfast/react';
import type { ReactElement } from 'react';
import { type SignIn, SignIn as SignInSchema } from '../../../contract/account.ts';
import { signIn } from '../../../contract/sign-in-operations.ts';
import { useFireside } from '../../fireside/fireside-context.ts';
import { FormTrouble } from '../../form/form-trouble.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

interface TakenNameProps {
  /** The current values of the fields. The form sends them to the server and stores them nowhere. */
  readonly typed: () => SignIn;
}

/**
 * Offers signing in when a name is taken. The name may be the writer's own, such as when the answer to their sign-up
 * was lost. One press then signs in with the typed name and password.
 */
export function TakenName({ typed }: TakenNameProps): ReactElement {
  const { isItYours, signIn: text } = useText(words);
  const { account: keeper } = useFireside();
  const { run, state } = useWrite(signIn);
  const isBusy = state.kind === 'running';
  const begin = async (): Promise<void> => {
    const input = SignInSchema.safeParse(typed());
    if (!input.success) return;
    const outcome = await run(input.data);
    if (outcome.kind === 'live' && outcome.value.account) {
      await keeper.signedIn(outcome.value.account);
    }
  };
  return (
    <div className="stack">
      <p>{isItYours}</p>
      <FormTrouble title={text.trouble} state={state} issues={[]} />
      <div className="buttons">
        <ActionButton isBusy={isBusy} onPress={() => void begin()}>
          {isBusy ? text.busy : text.action}
        </ActionButton>
      </div>
    </div>
  );
}

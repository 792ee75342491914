import type { OperationState, Outcome } from '@holdfast/core';
import { useHoldfast } from '@holdfast/react';
import { useState } from 'react';

interface Act {
  /** Whether the act runs, and why it did not work. */
  readonly state: OperationState;
  readonly isBusy: boolean;
  /** Runs the act, and says whether it worked. */
  perform(act: () => Promise<Outcome>): Promise<boolean>;
}

/** What an administrator does with a button. Show its `state` beside the button: a failure is for eyes and ears. */
export function useAct(): Act {
  const { platform } = useHoldfast();
  const [state, setState] = useState<OperationState>({ kind: 'idle' });
  return {
    state,
    isBusy: state.kind === 'running',
    async perform(act) {
      setState({ kind: 'running', since: platform.now() });
      const outcome = await act();
      setState(outcome.kind === 'failed' ? outcome : { kind: 'idle' });
      return outcome.kind !== 'failed';
    },
  };
}

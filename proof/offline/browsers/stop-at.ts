import { setTimeout as wait } from 'node:timers/promises';
import type { Mailbox } from './mailbox.ts';
import type { Message } from './messages.ts';
import type { Stop } from './plan-trial.ts';
import type { World } from './world.ts';

/**
 * Strikes when the victim of the stop is at its stage. Resolves with true then, and with false when that takes too
 * long.
 */
export function stopAt(
  stop: Stop,
  mail: Mailbox<Message>,
  { line }: Pick<World, 'line'>,
  strike: () => Promise<void>,
  withinMs: number,
): Promise<boolean> {
  const { stage, victim, holds, delayMs } = stop;
  const match = { method: 'POST', path: new RegExp(`note=${victim}$`) };
  const struck = new Promise<void>((resolve, reject) => {
    const strikeNow = (): Promise<void> => strike().then(resolve, reject);
    if (stage === 'answer') {
      // The answer is lost only if the fault comes before the answer could.
      line.dropAnswers({ match, times: 1, onDropped: strikeNow });
    } else if (stage === 'send') {
      // Half of the requests reach the server after the death of their sender, and half never do.
      line.holdRequests(match, { outlivesClient: !holds });
      void line.sent(match).then(strikeNow);
    } else {
      void mail
        .take('stopped')
        .then(() => wait(holds ? 0 : delayMs))
        .then(strikeNow);
    }
  });
  const late = wait(withinMs, false, { ref: false });
  return Promise.race([struck.then(() => true), late]);
}

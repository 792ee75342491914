import { purgeDevice } from '@holdfast/offline';
import { isUnsentDraft } from './unsent-work.ts';

/** Deletes from the device what it keeps of a writer: all of it, or all but the work that was not sent. */
export type ForgetOwner = (owner: string, unsent: 'keep' | 'discard') => Promise<unknown>;

export const forgetOwner: ForgetOwner = (owner, unsent) =>
  purgeDevice({
    owner,
    isUnsent: isUnsentDraft,
    ...(unsent === 'discard' && { agree: () => true }),
  });

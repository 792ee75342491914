/** Deletes from the device what it keeps of a writer: all of it, or all but the work that was not sent. */
export type ForgetOwner = (owner: string, unsent: 'keep' | 'discard') => Promise<unknown>;

/** Rejects when its code does not load. The device then still has what it keeps of the writer. */
export const forgetOwner: ForgetOwner = async (owner, unsent) => {
  const { purgeOwner } = await import('./unsent-work.ts');
  return purgeOwner(owner, unsent);
};

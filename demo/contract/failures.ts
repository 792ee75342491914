import { defineFailures } from '@holdfast/core';

/**
 * What only Fireside can refuse. Its server raises these; they cross HTTP with their whole row, so that
 * a page which is older than one of them still does the right thing.
 */
export const firesideFailures = defineFailures({
  character: {
    /** The request is about a character that this account never had or has no longer. */
    CHARACTER_UNKNOWN: {
      number: 2000,
      severity: 'info',
      retry: 'never',
      effect: 'none',
      status: 404,
    },
  },
});

export const { CHARACTER_UNKNOWN } = firesideFailures;

type FiresideFailures = typeof firesideFailures;

declare module '@holdfast/core' {
  // oxlint-disable-next-line typescript/no-empty-object-type -- only an interface can be merged into
  interface AppFailures extends FiresideFailures {}
}

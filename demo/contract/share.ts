/** The page of what another app shared. Its text stands behind the `#`, which no server gets. */
export const SHARE_PATH = '/share';

/** Why there is no text behind the `#`: the app sent no form, or its text does not fit into an address. */
export type ShareTrouble = 'unread' | 'too-long';

const TROUBLE = 'trouble';

export const shareTroublePath = (trouble: ShareTrouble): string =>
  `${SHARE_PATH}#${TROUBLE}=${trouble}`;

/** Reads `shareTroublePath` back. */
export function shareTroubleIn(hash: string): ShareTrouble | undefined {
  const trouble = new URLSearchParams(hash.replace(/^#/, '')).get(TROUBLE);
  return trouble === 'unread' || trouble === 'too-long' ? trouble : undefined;
}

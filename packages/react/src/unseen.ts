import type { CSSProperties } from 'react';

/** Hides a text from the screen, and lets screen readers read it out. */
export const UNSEEN: CSSProperties = {
  position: 'absolute',
  width: '1px',
  height: '1px',
  margin: '-1px',
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
};

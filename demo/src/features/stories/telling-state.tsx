import type { ReactElement, ReactNode } from 'react';

interface TellingStateProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** The state of a text that comes without trouble: an edge, a pen and words. */
export function TellingState({ title, children }: TellingStateProps): ReactElement {
  return (
    <div className="state telling telling-note">
      <svg
        className="glyph"
        width="16"
        height="16"
        viewBox="0 0 16 16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d="M2.5 13.5l.8-3.2L11 2.6l2.4 2.4-7.7 7.7zM9.4 4.2l2.4 2.4" />
      </svg>
      <div>
        <p className="state-title">{title}</p>
        {children}
      </div>
    </div>
  );
}

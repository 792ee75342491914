import type { ReactElement } from 'react';

export type Place = 'home' | 'characters' | 'stories' | 'relationships' | 'activity';

const paths: Readonly<Record<Place, string>> = {
  home: 'M3.5 10.2 11 4l7.5 6.2M5.5 9v9h11V9M11 12.5c1.8 1.6 1.8 3.4 0 5.5-1.8-2.1-1.8-3.9 0-5.5z',
  characters:
    'M11 11.2a3.6 3.6 0 1 0 0-7.2 3.6 3.6 0 0 0 0 7.2zM4 18.5c.8-3.4 3.4-5 7-5s6.2 1.6 7 5',
  stories:
    'M11 6.2C8.8 4.8 6.3 4.5 3.5 4.8v12.4c2.8-.3 5.3 0 7.5 1.4 2.2-1.4 4.7-1.7 7.5-1.4V4.8c-2.8-.3-5.3 0-7.5 1.4zM11 6.2v12.4',
  relationships:
    'M6 13.5a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2zM16.5 6.7a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM16 19.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM8.3 9.5l6.5-3.7M8.2 12.3l5.8 3.5',
  activity: 'M4 6h2M9 6h9M4 11h2M9 11h9M4 16h2M9 16h6',
};

/** The sign of a place, on phones. Its name always stands below, so screen readers skip it. */
export function PlaceGlyph({ place }: { readonly place: Place }): ReactElement {
  return (
    <svg
      className="place-glyph"
      width="22"
      height="22"
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[place]} />
    </svg>
  );
}

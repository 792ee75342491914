import type { ReactElement } from 'react';
import type { PortraitLook } from '../../../contract/portrait.ts';

interface SilhouetteProps {
  readonly shape: PortraitLook['silhouette'];
  readonly paper: PortraitLook['paper'];
}

/** Head and shoulders, cut roughly out of paper. */
const SHAPES: Readonly<Record<SilhouetteProps['shape'], string>> = {
  slight: 'M48 22l8 4 3 10-4 11-4 3 1 6 13 7 5 15v10H26V78l6-15 13-7 1-6-5-4-3-10 2-10z',
  broad: 'M48 20l12 3 5 12-3 12-6 5v5l20 6 10 15v10H10V78l9-15 20-6v-5l-6-5-2-12 4-11z',
  tall: 'M47 8l10 4 4 13-3 16-5 5v10l14 7 5 14v11H24V77l6-14 13-7V46l-6-5-2-15 3-13z',
  stooped: 'M60 28l9 6 1 11-7 9-8 2-4 5 12 8 7 11v8H18V74l5-16 13-10 9-2-1-8 5-8z',
};

/** Decoration: the name of the shape always stands beside it. */
export function Silhouette({ shape, paper }: SilhouetteProps): ReactElement {
  return (
    <svg className="silhouette" data-paper={paper} viewBox="0 0 96 88" aria-hidden="true">
      <path d={SHAPES[shape]} />
    </svg>
  );
}

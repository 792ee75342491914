'use client';
import type { ReactElement } from 'react';
import { FaultLabPage } from './features/fault-lab/fault-lab-page.tsx';
import { StorySparks } from './features/sparks/story-sparks.tsx';

/** The fault lab, with a widget to break. */
export default function FaultLab(): ReactElement {
  return (
    <FaultLabPage>
      <StorySparks isBreakable />
    </FaultLabPage>
  );
}

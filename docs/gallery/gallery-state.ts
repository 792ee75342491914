import type { ResilientWorld } from '@holdfast/testing';
import type { ReactElement } from 'react';

/** One component in one state, on a runtime in memory whose time stands still. */
export interface GalleryState {
  readonly name: string;
  /** What happened before the component appears. @default nothing */
  readonly before?: (world: ResilientWorld) => void | Promise<void>;
  readonly ui: (world: ResilientWorld) => ReactElement;
  /** What happens while the component is shown. @default nothing */
  readonly after?: (world: ResilientWorld, stage: HTMLElement) => void | Promise<void>;
}

export interface GalleryComponent {
  readonly name: string;
  readonly states: readonly GalleryState[];
}

import type { MessageOverrides } from '@holdfast/core/messages';
import { Announcer, HoldfastProvider } from '@holdfast/react';
import { createWorld, type ResilientWorld } from '@holdfast/testing';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { GalleryState } from './gallery-state.ts';

interface StageProps {
  readonly state: GalleryState;
  readonly messages?: MessageOverrides | undefined;
}

/** Brings a component into one state and holds it there. */
export function Stage({ state, messages }: StageProps): ReactElement {
  const [world, setWorld] = useState<ResilientWorld>();
  const [isReady, setReady] = useState(false);
  const stage = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let isLeft = false;
    const prepare = async (): Promise<void> => {
      const made = createWorld();
      await state.before?.(made);
      if (!isLeft) setWorld(made);
    };
    void prepare();
    return () => void (isLeft = true);
  }, [state]);
  useEffect(() => {
    if (!world || !stage.current) return;
    const finish = async (element: HTMLElement): Promise<void> => {
      await state.after?.(world, element);
      setReady(true);
    };
    void finish(stage.current);
  }, [state, world]);
  return (
    <div className="stage" ref={stage} data-ready={isReady}>
      {world && (
        <HoldfastProvider holdfast={world.holdfast} {...(messages && { messages })}>
          {state.ui(world)}
          <Announcer />
        </HoldfastProvider>
      )}
    </div>
  );
}

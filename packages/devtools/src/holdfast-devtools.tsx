'use client';
import type { Holdfast, Observable } from '@holdfast/core';
import { lazy, Suspense, useEffect, useRef, useState, type ReactElement } from 'react';
import type { FaultPlayer } from './faults.ts';
import { BUTTON_CSS } from './look/button-css.ts';
import { Shadow } from './look/shadow.tsx';
import { Contained } from './panel/contained.tsx';
import type { OutboxDecisions } from './outbox/outbox-decisions.ts';
import type { AnyOperation } from './panel/panel-view.ts';
import type { Recorder } from './recording/create-recorder.ts';
import type { Recording } from './recording/recording.ts';
import { useRecorder } from './use-recorder.ts';
import { onShortcut } from './web-shortcut.ts';

interface Given {
  /** Plays faults in this page. @default the tab Faults says how to get one */
  readonly faults?: FaultPlayer | undefined;
  /** Operations that the panel explains, and whose entries it can edit. @default none */
  readonly operations?: readonly AnyOperation[] | undefined;
  /** `{ editEntry, retryUnderNewKey, inspectEntry }` of `@holdfast/offline`. @default entries are only sent and dropped */
  readonly decisions?: OutboxDecisions | undefined;
  /** @default as the system */
  readonly theme?: 'system' | 'light' | 'dark';
}

/** A panel of a running app, or of a session that was recorded. */
export type HoldfastDevtoolsProps = Given &
  (
    | {
        readonly holdfast: Holdfast;
        /** A recorder that began before the panel. @default one that knows the last 500 events before it */
        readonly recorder?: Recorder | undefined;
        readonly session?: never;
      }
    | {
        /** What `replaySession` gives. */
        readonly session: Observable<Recording>;
        readonly holdfast?: never;
        readonly recorder?: never;
      }
  );

const Panel = lazy(async () => {
  const { Panel: loaded } = await import('./panel/panel.tsx');
  return { default: loaded };
});

/**
 * A button in the corner of the page that opens the panel, as Alt+Shift+H does. It records from the moment when it
 * is mounted. Nothing of it is in a build for production.
 */
export function HoldfastDevtools(props: HoldfastDevtoolsProps): ReactElement {
  const { holdfast, session, recorder, theme = 'system', ...given } = props;
  const [state, setState] = useState<'new' | 'open' | 'closed'>('new');
  const opener = useRef<HTMLButtonElement>(null);
  const recording = useRecorder(holdfast, recorder);

  useEffect(
    () => onShortcut(() => setState((before) => (before === 'open' ? 'closed' : 'open'))),
    [],
  );
  useEffect(() => {
    // The focus returns to the element that had it when the panel opened.
    if (state === 'closed') opener.current?.focus();
  }, [state]);

  return (
    <Shadow css={BUTTON_CSS} theme={theme}>
      {state === 'open' ? (
        <Contained what="The panel" onClose={() => setState('closed')}>
          <Suspense fallback={null}>
            <Panel
              {...given}
              source={session ?? recording}
              holdfast={holdfast}
              onClear={session ? undefined : recording.clear}
              onClose={() => setState('closed')}
            />
          </Suspense>
        </Contained>
      ) : (
        <button
          ref={opener}
          type="button"
          className="opener"
          title="Alt+Shift+H"
          onClick={() => setState('open')}
        >
          Holdfast
        </button>
      )}
    </Shadow>
  );
}

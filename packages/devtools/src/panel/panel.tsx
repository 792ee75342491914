'use client';
import type { Holdfast, Observable } from '@holdfast/core';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ReactElement,
} from 'react';
import type { FaultPlayer } from '../faults.ts';
import { adoptStyles } from '../look/dom-adopt-styles.ts';
import { PANEL_CSS } from '../look/panel-css.ts';
import type { OutboxDecisions } from '../outbox/outbox-decisions.ts';
import { focusOn } from '../reasons/belongs-to.ts';
import type { Recording } from '../recording/recording.ts';
import { useMaybe, useObservable } from '../use-observable.ts';
import { keepFocus } from './dom-keep-focus.ts';
import { Contained } from './contained.tsx';
import { FilterBar } from './filter-bar.tsx';
import { PanelContext, RecordingContext, type AnyOperation, type PanelView } from './panel-view.ts';
import { SessionTools } from './session-tools.tsx';
import { StateMark } from './state-mark.tsx';
import { TAB_BODY } from './tab-body.tsx';
import type { TabId } from './tab-ids.ts';
import { Tabs } from './tabs.tsx';

export interface PanelProps {
  readonly source: Observable<Recording>;
  readonly holdfast?: Holdfast | undefined;
  readonly faults?: FaultPlayer | undefined;
  readonly operations?: readonly AnyOperation[] | undefined;
  readonly decisions?: OutboxDecisions | undefined;
  readonly onClear?: (() => void) | undefined;
  /** Closes the panel. Without it the panel fills its place, which is a tab of another tool. */
  readonly onClose?: (() => void) | undefined;
}

const NONE: readonly AnyOperation[] = [];

/** The panel, within a shadow root. */
export function Panel(props: PanelProps): ReactElement {
  const { source, faults, operations = NONE, decisions, onClear, onClose } = props;
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const [tab, setTab] = useState<TabId>('Operations');
  const [incidentId, setIncidentId] = useState<string>();
  const [held, setHeld] = useState<Recording>();
  const [opened, setOpened] = useState<Observable<Recording>>();
  const [isLarge, setIsLarge] = useState(false);
  const [said, setSaid] = useState('');
  const recorded = useObservable(opened ?? source);
  const recording = held ?? recorded;
  const holdfast = opened ? undefined : props.holdfast;
  const connectivity = useMaybe(holdfast?.connectivity);
  const isDocked = onClose !== undefined;
  const Body = TAB_BODY[tab];

  useLayoutEffect(() => {
    const root = panel.current?.getRootNode();
    return root instanceof ShadowRoot ? adoptStyles(root, PANEL_CSS) : undefined;
  }, []);
  useEffect(() => {
    const { current } = panel;
    if (!current) return;
    if (isDocked) current.querySelector<HTMLElement>('[role="tab"][tabindex="0"]')?.focus();
    return keepFocus(current);
  }, [isDocked]);

  const { events } = recording;
  const focus = useMemo(() => focusOn(events, incidentId), [events, incidentId]);
  const view = useMemo<PanelView>(
    () => ({
      ...{ holdfast, operations, decisions, faults, focus },
      filter: setIncidentId,
      open: setTab,
      say: setSaid,
    }),
    [holdfast, operations, decisions, faults, focus],
  );

  return (
    <PanelContext.Provider value={view}>
      {/* The Escape key closes the panel, whatever in it has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section
        ref={panel}
        className="panel"
        aria-label="Holdfast devtools"
        data-size={isDocked ? (isLarge ? 'large' : 'small') : 'whole'}
        onKeyDown={(event) => {
          const isWriting = event.target instanceof HTMLTextAreaElement;
          if (event.key !== 'Escape' || isWriting || !onClose) return;
          event.stopPropagation();
          onClose();
        }}
      >
        <div className="bar">
          <h2>Holdfast</h2>
          {connectivity && <StateMark state={connectivity} />}
          <output className="quiet">{said}</output>
          <div className="far">
            <button
              type="button"
              aria-pressed={held !== undefined}
              onClick={() => setHeld(held ? undefined : recorded)}
            >
              Hold
            </button>
            <SessionTools
              shown={recording}
              say={setSaid}
              onOpen={(session) => {
                setOpened(session);
                setHeld(undefined);
                setIncidentId(undefined);
              }}
            />
            {opened ? (
              <button type="button" onClick={() => setOpened(undefined)}>
                Back to this page
              </button>
            ) : (
              onClear && (
                <button
                  type="button"
                  onClick={() => {
                    onClear();
                    setHeld(undefined);
                    setSaid('The session begins anew.');
                  }}
                >
                  Clear
                </button>
              )
            )}
            {isDocked && (
              <>
                <button type="button" aria-pressed={isLarge} onClick={() => setIsLarge(!isLarge)}>
                  Large
                </button>
                <button type="button" onClick={onClose}>
                  Close
                </button>
              </>
            )}
          </div>
        </div>
        <Tabs id={id} tab={tab} onTab={setTab} />
        <FilterBar />
        <div
          role="tabpanel"
          id={`${id}-body`}
          aria-labelledby={`${id}-${tab}`}
          className="body"
          // It scrolls, so the keyboard must reach it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          <RecordingContext.Provider value={recording}>
            <Contained key={`${tab} ${incidentId} ${opened ? 'file' : 'page'}`} what="This tab">
              <Body />
            </Contained>
          </RecordingContext.Provider>
        </div>
      </section>
    </PanelContext.Provider>
  );
}

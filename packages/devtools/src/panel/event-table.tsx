'use client';
import { useState, type ReactElement } from 'react';
import { belongsTo } from '../reasons/belongs-to.ts';
import type { Recorded } from '../recording/recording.ts';
import { DataTable, type Column } from './data-table.tsx';
import { pageOf } from './page-of.ts';
import { Pager } from './pager.tsx';
import { usePanel, useRecording } from './panel-view.ts';
import { useEvery } from '../use-every.ts';

/** How far a row out of sight may be behind, in milliseconds. It is right before it can be read, or soon after. */
const OUT_OF_SIGHT_MS = 5_000;

interface EventTableProps {
  readonly caption: string;
  readonly columns: readonly Column<Recorded>[];
  readonly matches: (recorded: Recorded) => boolean;
  readonly empty: string;
}

/**
 * Events that match, the newest first. It stands still while a pointer or the focus is in it, or an older page is
 * shown, so that no row moves away under a press.
 */
export function EventTable(props: EventTableProps): ReactElement {
  const { caption, columns, matches, empty } = props;
  const { holdfast, focus } = usePanel();
  const recording = useRecording();
  const [page, setPage] = useState(0);
  const [kept, setKept] = useState<readonly Recorded[]>();
  const events = kept ?? recording.events;
  const shown = pageOf(events, (one) => matches(one) && belongsTo(focus, one.event), page);
  const later = useEvery(shown.rows, OUT_OF_SIGHT_MS, holdfast?.platform);
  const hold = (): void => setKept((before) => before ?? recording.events);
  const letGo = (): void => {
    if (page === 0) setKept(undefined);
  };
  const newer = kept && (recording.events.at(-1)?.seq ?? 0) - (kept.at(-1)?.seq ?? 0);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it notices use, and does nothing
    <section
      aria-label={caption}
      onFocus={hold}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) letGo();
      }}
      onPointerEnter={hold}
      onPointerLeave={({ currentTarget }) => {
        if (!currentTarget.matches(':focus-within')) letGo();
      }}
    >
      <DataTable
        {...{ caption, columns, empty }}
        rows={shown.rows}
        later={kept ? undefined : later}
      />
      <Pager
        of={caption}
        page={page}
        hasOlder={shown.hasOlder}
        onPage={(next) => {
          setPage(next);
          setKept(next === 0 ? undefined : events);
        }}
      />
      <p className="quiet">
        {newer ? `${newer} newer events; the list stands still while it is used.` : ' '}
      </p>
    </section>
  );
}

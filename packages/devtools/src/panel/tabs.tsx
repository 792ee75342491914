'use client';
import type { ReactElement } from 'react';
import { TABS, tabAfter, type TabId } from './tab-ids.ts';

interface TabsProps {
  readonly id: string;
  readonly tab: TabId;
  readonly onTab: (tab: TabId) => void;
}

/** The list of tabs. One of them is in the order of the Tab key; the arrow keys lead to the others. */
export function Tabs({ id, tab, onTab }: TabsProps): ReactElement {
  return (
    <div role="tablist" aria-label="Views" className="tabs">
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`${id}-${name}`}
          aria-selected={name === tab}
          aria-controls={`${id}-body`}
          tabIndex={name === tab ? 0 : -1}
          onClick={() => onTab(name)}
          onKeyDown={(event) => {
            const next = tabAfter(name, event.key);
            if (!next) return;
            event.preventDefault();
            onTab(next);
            const list = event.currentTarget.parentElement?.children;
            (list?.[TABS.indexOf(next)] as HTMLElement | undefined)?.focus();
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

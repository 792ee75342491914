import type { EntryView } from '@holdfast/core';
import { useEntries } from '@holdfast/react';
import type { ReactElement } from 'react';
import { NavLink } from 'react-router';
import { needsPerson } from '../entries/newly-in-need.ts';

export function Tabs(): ReactElement {
  const entries = useEntries();
  return (
    <nav className="tabs" aria-label="Fireside">
      <ul>
        <li>
          <NavLink to="/" end>
            Characters
          </NavLink>
        </li>
        <li>
          <NavLink to="/characters/new">New character</NavLink>
        </li>
        <li>
          <NavLink to="/activity">
            Activity {entries.length > 0 && <span>{summary(entries)}</span>}
          </NavLink>
        </li>
      </ul>
    </nav>
  );
}

function summary(entries: readonly EntryView[]): string {
  const forYou = entries.filter(needsPerson).length;
  return forYou > 0 ? `${forYou} for you` : `${entries.length} waiting`;
}

'use client';
import type { EntryView } from '@holdfast/core';
import { useOutbox } from '@holdfast/react';
import type { ReactElement } from 'react';
import { needsPerson } from '../entries/newly-in-need.ts';
import { NavLink } from '../router/nav-link.tsx';
import { useText } from '../words/use-text.ts';
import { PlaceGlyph, type Place } from './place-glyph.tsx';
import { words } from './words.ts';

const places: readonly (readonly [place: Place, to: string])[] = [
  ['home', '/'],
  ['characters', '/characters'],
  ['stories', '/stories'],
  ['relationships', '/relationships'],
  ['activity', '/activity'],
];

/** The places of Fireside. The place of the current page is marked, also on the pages below it. */
export function Tabs(): ReactElement {
  const text = useText(words);
  const { items: entries } = useOutbox();
  return (
    <nav className="tabs" aria-label={text.brand}>
      <ul>
        {places.map(([place, to]) => (
          <li key={place}>
            <NavLink to={to} end={place === 'home'}>
              <PlaceGlyph place={place} />
              <span>{text.places[place]}</span>
              {place === 'activity' && entries.length > 0 && (
                <span className="tab-count">{summary(entries, text)}</span>
              )}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function summary(entries: readonly EntryView[], text: (typeof words)['en']): string {
  const forYou = entries.filter(needsPerson).length;
  return forYou > 0 ? text.forYou(forYou) : text.waiting(entries.length);
}

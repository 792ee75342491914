export const TABS = [
  'Operations',
  'Attempts',
  'Circuits',
  'Outbox',
  'Drafts',
  'Streams',
  'Budget',
  'Incidents',
  'Timeline',
  'Faults',
] as const;

export type TabId = (typeof TABS)[number];

/** The tab that a key of the tab list leads to; `undefined` for another key. */
export function tabAfter(tab: TabId, key: string): TabId | undefined {
  const at = TABS.indexOf(tab);
  const last = TABS.length - 1;
  const places: Readonly<Record<string, number>> = {
    ArrowRight: at === last ? 0 : at + 1,
    ArrowLeft: at === 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  return Object.hasOwn(places, key) ? TABS[places[key]!] : undefined;
}

'use client';
import { use, type ReactElement } from 'react';
import type { AlertEvent } from '../../../../contract/alert-operations.ts';
import { LanguageContext } from '../../../words/language-context.ts';
import { useText } from '../../../words/use-text.ts';
import { type AlertText, words } from './words.ts';

/** The history of alerts, the newest event first. */
export function AlertHistory({ events }: { readonly events: readonly AlertEvent[] }): ReactElement {
  const text = useText(words);
  const language = use(LanguageContext);
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
  const list = new Intl.ListFormat(language);
  return (
    <div className="stack alert-history">
      <h2 id="alert-history-heading">{text.history}</h2>
      {events.length === 0 && <p className="muted">{text.noHistory}</p>}
      {events.length > 0 && (
        // It scrolls, so a keyboard has to reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="plot-table" aria-labelledby="alert-history-heading" tabIndex={0}>
          <table className="lines">
            <thead>
              <tr>
                <th scope="col">{text.time}</th>
                <th scope="col">{text.alert}</th>
                <th scope="col">{text.event}</th>
              </tr>
            </thead>
            <tbody>
              {events.map(({ fingerprint, version, at, what, title, targets }) => (
                <tr key={`${fingerprint} ${version} ${what}`}>
                  <td>
                    <time dateTime={new Date(at).toISOString()}>{time.format(at)}</time>
                  </td>
                  <td>{nameOf(fingerprint, title, text.titles)}</td>
                  <td>{eventOf(what, list.format(targets), text)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

function eventOf(what: AlertEvent['what'], targets: string, text: AlertText): string {
  const event = text.events[what];
  if (targets === '') return event;
  return what === 'told' || what === 'repeated'
    ? text.toldTo(event, targets)
    : text.eventTold(event, targets);
}

/** The title, and the values that tell this alert from others of its rule. */
function nameOf(
  fingerprint: string,
  title: string,
  titles: Readonly<Record<string, string>>,
): ReactElement {
  const [rule = '', ...parts] = fingerprint.split('|');
  const values = parts.map((part) => decoded(part.slice(part.indexOf('=') + 1))).filter(Boolean);
  return (
    <>
      {titles[rule] ?? title}
      {values.length > 0 && (
        <>
          {': '}
          <bdi>{values.join(', ')}</bdi>
        </>
      )}
    </>
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    // A long name ends in a hash, which may have cut a sign in two.
    return value;
  }
}

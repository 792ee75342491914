'use client';
import { useRead } from '@holdfast/react';
import { use, type ReactElement } from 'react';
import { readAudit, type AuditEntry } from '../../../contract/administration-operations.ts';
import { LanguageContext } from '../../words/language-context.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/**
 * The latest events of the audit. They keep the names that the server uses, so that an administrator can search for
 * one.
 */
export function Audit(): ReactElement {
  const text = useText(words);
  const language = use(LanguageContext);
  const { state } = useRead(readAudit);
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
  const events = state.value?.events ?? [];
  return (
    <div className="stack">
      <h2 id="audit-heading">{text.audit}</h2>
      <p className="muted">{text.auditAbout}</p>
      {state.value && events.length === 0 && <p className="muted">{text.noAudit}</p>}
      {events.length > 0 && (
        // It scrolls, so a keyboard has to reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="plot-table" aria-labelledby="audit-heading" tabIndex={0}>
          <table className="lines">
            <thead>
              <tr>
                <th scope="col">{text.time}</th>
                <th scope="col">{text.event}</th>
                <th scope="col">{text.facts}</th>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <tr key={event.seq}>
                  <td>
                    <time dateTime={new Date(event.at).toISOString()}>{time.format(event.at)}</time>
                  </td>
                  <td>{event.kind}</td>
                  <td className="facts">{factsOf(event)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

const factsOf = ({ facts }: AuditEntry): string =>
  Object.entries(facts)
    .filter(([name]) => name !== 'traceId')
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

'use client';
import { use, type ReactElement } from 'react';
import type { FaultLine } from '../../../contract/faults.ts';
import { LanguageContext } from '../../words/language-context.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** The faults of the lab, the latest first. */
export function FaultLog({ log }: { readonly log: readonly FaultLine[] }): ReactElement {
  const text = useText(words);
  const time = new Intl.DateTimeFormat(use(LanguageContext), { timeStyle: 'medium' });
  return (
    <section className="stack" aria-labelledby="fault-log-heading">
      <h2 id="fault-log-heading">{text.log}</h2>
      {log.length === 0 ? (
        <p className="muted">{text.noLog}</p>
      ) : (
        <ol className="fault-log">
          {log.map((line) => (
            <li key={`${line.at} ${line.request} ${line.nth} ${line.fault}`}>
              <time dateTime={new Date(line.at).toISOString()}>{time.format(line.at)}</time>
              <span>{text.nth(line.request, line.nth)}</span>
              <b>{text.faults[line.fault](line.amount)}</b>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

'use client';
import { use, type ReactElement } from 'react';
import type { MetricsReport } from '../../../contract/metrics.ts';
import { LanguageContext } from '../../words/language-context.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** The kinds of failures, the most frequent first. */
export function ErrorsList({ errors }: Pick<MetricsReport, 'errors'>): ReactElement {
  const text = useText(words);
  const number = new Intl.NumberFormat(use(LanguageContext));
  return (
    <section className="stack" aria-labelledby="errors-heading">
      <h2 id="errors-heading">{text.errors}</h2>
      {errors.length === 0 ? (
        <p className="muted">{text.noErrors}</p>
      ) : (
        <dl className="counts">
          {errors.map(({ code, count, sessions }) => (
            <div key={code}>
              <dt>
                {code}
                {sessions > 0 && (
                  <span className="muted"> {text.onPages(sessions, number.format(sessions))}</span>
                )}
              </dt>
              <dd>{number.format(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

'use client';
import { use, type ReactElement } from 'react';
import type { MetricsReport } from '../../../contract/metrics.ts';
import { LanguageContext } from '../../words/language-context.ts';
import { moneyInWords } from '../../words/money.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

export function CostsTable({ costs }: Pick<MetricsReport, 'costs'>): ReactElement {
  const text = useText(words);
  const language = use(LanguageContext);
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return (
    <section className="stack" aria-labelledby="costs-heading">
      <h2 id="costs-heading">{text.costs}</h2>
      {costs.length === 0 ? (
        <p className="muted">{text.noCosts}</p>
      ) : (
        <table className="lines">
          <thead>
            <tr>
              <th scope="col">{text.day}</th>
              <th scope="col">{text.writer}</th>
              <th scope="col">{text.spent}</th>
            </tr>
          </thead>
          <tbody>
            {costs.map((cost) => (
              <tr key={`${cost.day} ${cost.account}`}>
                <td>{day.format(new Date(cost.day))}</td>
                <td>
                  <bdi>{cost.account}</bdi>
                </td>
                <td className="number">{moneyInWords(cost.micros, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

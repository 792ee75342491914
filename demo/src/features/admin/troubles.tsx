'use client';
import { useRead } from '@holdfast/react';
import { use, type ReactElement } from 'react';
import { listTroubles } from '../../../contract/administration-operations.ts';
import { LanguageContext } from '../../words/language-context.ts';
import { useText } from '../../words/use-text.ts';
import { words } from './words.ts';

/** The latest troubles that pages reported, each with the sessions that it reached. */
export function Troubles(): ReactElement {
  const text = useText(words);
  const language = use(LanguageContext);
  const { state } = useRead(listTroubles);
  const number = new Intl.NumberFormat(language);
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
  const troubles = state.value?.troubles ?? [];
  return (
    <div className="stack">
      <h2 id="troubles-heading">{text.troubleList}</h2>
      <p className="muted">{text.troubleListAbout}</p>
      {state.value && troubles.length === 0 && <p className="muted">{text.noTroubles}</p>}
      {troubles.length > 0 && (
        // It scrolls, so a keyboard has to reach it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <section className="plot-table" aria-labelledby="troubles-heading" tabIndex={0}>
          <table className="lines">
            <thead>
              <tr>
                <th scope="col">{text.time}</th>
                <th scope="col">{text.trouble}</th>
                <th scope="col">{text.affected}</th>
                <th scope="col">{text.ended}</th>
              </tr>
            </thead>
            <tbody>
              {troubles.map(({ name, code, firstAt, sessionsAffected, open, ...ends }) => (
                <tr key={`${firstAt} ${name} ${code}`}>
                  <td>
                    <time dateTime={new Date(firstAt).toISOString()}>{time.format(firstAt)}</time>
                  </td>
                  <td>
                    <bdi>{name}</bdi> {code}
                  </td>
                  <td className="number">{number.format(sessionsAffected)}</td>
                  <td>
                    {open > 0
                      ? text.goesOn(number.format(open))
                      : text.ends(number.format(ends.recovered), number.format(ends.givenUp))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

'use client';
import { use, useState, type ReactElement } from 'react';
import { useAccount } from '../../../account/use-account.ts';
import { PageHeading } from '../../../frame/page-heading.tsx';
import { StateNote } from '../../../look/state-note.tsx';
import { useSettled } from '../../../reads/use-settled.ts';
import { LanguageContext } from '../../../words/language-context.ts';
import { useText } from '../../../words/use-text.ts';
import '../admin.css';
import './alerts.css';
import { AlertCard } from './alert-card.tsx';
import { AlertHistory } from './alert-history.tsx';
import { ReadTrouble } from '../read-trouble.tsx';
import { fullInWords } from './full-in-words.ts';
import { SilenceLine } from './silence-line.tsx';
import { summaryInWords } from './summary-in-words.ts';
import { type AlertList, useAlerts } from './use-alerts.ts';
import { words } from './words.ts';

export default function AlertsPage(): ReactElement {
  const text = useText(words);
  const account = useAccount();
  return (
    <div className="admin">
      <PageHeading title={text.title} />
      {account?.role === 'admin' ? <AlertLists /> : <p>{text.notYours}</p>}
    </div>
  );
}

function AlertLists(): ReactElement {
  const text = useText(words);
  const { state, refresh } = useAlerts();
  // While the page asks again after a failure, it has failed still.
  const settled = useSettled(state);
  // While the page asks again, the last answer stays.
  const [last, setLast] = useState<AlertList>();
  if (state.value && state.value !== last) setLast(state.value);
  const list = state.value ?? last;
  const summary = list ? summaryInWords(list.alerts, text) : text.asking;
  return (
    <>
      <p className="admin-summary" aria-live="polite">
        {settled.kind === 'failed' && !list ? '' : summary}
      </p>
      <ReadTrouble title={text.cannotRead} state={state} refresh={refresh} />
      {list && <Lists list={list} onChanged={refresh} />}
    </>
  );
}

interface ListsProps {
  readonly list: AlertList;
  readonly onChanged: () => Promise<void>;
}

function Lists({ list, onChanged }: ListsProps): ReactElement {
  const text = useText(words);
  const language = use(LanguageContext);
  const { alerts, silences, events, full, undelivered = {} } = list;
  const shown = new Set(alerts.map(({ silence }) => silence?.id));
  const others = silences.filter(({ id }) => !shown.has(id));
  return (
    <>
      {Object.entries(undelivered).map(([target, count]) => (
        <StateNote key={target} tone="failed">
          <p>{text.undelivered(count, target)}</p>
        </StateNote>
      ))}
      {alerts.length > 0 && (
        <section className="stack" aria-labelledby="alerts-heading">
          <h2 id="alerts-heading">{text.now}</h2>
          {full?.map((rule) => (
            <p key={rule}>{fullInWords(rule, alerts, { text, language })}</p>
          ))}
          <ul className="alerts">
            {alerts.map((alert) => (
              <AlertCard key={alert.fingerprint} alert={alert} onChanged={onChanged} />
            ))}
          </ul>
        </section>
      )}
      {others.length > 0 && (
        <section className="stack" aria-labelledby="silences-heading">
          <h2 id="silences-heading">{text.silences}</h2>
          <ul className="alerts">
            {others.map((silence) => (
              <li key={silence.id} className="alert">
                <p className="alert-name">
                  <bdi>{Object.values(silence.matcher).join(', ')}</bdi>
                </p>
                <SilenceLine silence={silence} onChanged={onChanged} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <AlertHistory events={events} />
    </>
  );
}

'use client';
import { use, useState, type ReactElement } from 'react';
import type { MetricsReport } from '../../../contract/metrics.ts';
import { useAccount } from '../../account/use-account.ts';
import { PageHeading } from '../../frame/page-heading.tsx';
import { useSettled } from '../../reads/use-settled.ts';
import { Link } from '../../router/link.tsx';
import { LanguageContext } from '../../words/language-context.ts';
import { useText } from '../../words/use-text.ts';
import './admin.css';
import { Audit } from './audit.tsx';
import { Blocks } from './blocks.tsx';
import { CostsTable } from './costs-table.tsx';
import { ErrorsList } from './errors-list.tsx';
import { figuresOf, type Figure } from './figures.ts';
import { EVERYTHING } from './filter.ts';
import { Filters } from './filters.tsx';
import { durationInWords, summaryOf } from './in-words.ts';
import { ReadTrouble } from './read-trouble.tsx';
import { Plot } from './plot/plot.tsx';
import { words as reportWords } from './report/words.ts';
import { Troubles } from './troubles.tsx';
import { useMetrics } from './use-metrics.ts';
import { words } from './words.ts';

export default function AdminPage(): ReactElement {
  const text = useText(words);
  const account = useAccount();
  return (
    <div className="admin">
      <PageHeading title={text.title} />
      {account?.role === 'admin' ? <Figures /> : <p>{text.notYours}</p>}
    </div>
  );
}

function Figures(): ReactElement {
  const language = use(LanguageContext);
  const text = useText(words);
  const reports = useText(reportWords);
  const [filter, setFilter] = useState(EVERYTHING);
  const { state, refresh } = useMetrics(filter);
  // While the page asks again after a failure, it has failed still.
  const settled = useSettled(state);
  // Another filter has no figures yet; until they come, the last ones stay, and the page does not jump.
  const [last, setLast] = useState<MetricsReport>();
  if (state.value && state.value !== last) setLast(state.value);
  const report = state.value ?? last;
  const operations = report?.operations.map(({ name }) => name).toSorted() ?? [];
  return (
    <>
      <p className="admin-summary" aria-live="polite">
        {report
          ? summaryOf(report.total, text, language)
          : settled.kind === 'failed'
            ? ''
            : text.asking}
      </p>
      <p className="buttons">
        <Link className="lone-link" to="/admin/alerts">
          {text.alerts}
        </Link>
        <Link className="lone-link" to="/admin/report">
          {reports.open}
        </Link>
      </p>
      <ReadTrouble state={state} refresh={refresh} />
      <Filters filter={filter} operations={operations} onChange={setFilter} />
      {report && <Plots report={report} />}
      <div className="admin-lists">
        {report && <ErrorsList errors={report.errors} />}
        {report && <CostsTable costs={report.costs} />}
        <Blocks />
      </div>
      <Troubles />
      <Audit />
    </>
  );
}

function Plots({ report }: { readonly report: MetricsReport }): ReactElement {
  const language = use(LanguageContext);
  const text = useText(words);
  const { points, stepMs } = report;
  const number = new Intl.NumberFormat(language);
  const isLong = stepMs >= 2 * 3_600_000;
  const clock = new Intl.DateTimeFormat(
    language,
    isLong
      ? { day: 'numeric', month: 'short', hour: '2-digit' }
      : { hour: '2-digit', minute: '2-digit' },
  );
  const formats = {
    count: (value: number) => number.format(value),
    duration: (value: number) => durationInWords(value, text, language),
  };
  const figures = figuresOf(points, text);
  const [shown, silent] = [
    figures.filter(saysSomething),
    figures.filter((one) => !saysSomething(one)),
  ];
  const titles = new Intl.ListFormat(language).format(silent.map(({ title }) => title));
  return (
    <div className="plots">
      {shown.map(({ id, title, about, unit, series }) => (
        <Plot
          key={id}
          title={title}
          about={about}
          time={(at) => clock.format(at)}
          data={{ at: points.map(({ at }) => at), series, format: formats[unit] }}
        />
      ))}
      {silent.length > 0 && <p className="muted plots-silent">{text.nothingIn(titles)}</p>}
    </div>
  );
}

/** A plot with no value above zero is named in a sentence in place of an empty field. */
function saysSomething({ id, series }: Figure): boolean {
  return id === 'traffic' || series.some(({ values }) => values.some(Boolean));
}

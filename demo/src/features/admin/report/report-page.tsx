'use client';
import { useNow, useRead } from '@holdfast/react';
import { use, type ReactElement } from 'react';
import { useSearchParams } from 'wouter';
import { readWeek } from '../../../../contract/administration-operations.ts';
import { type Week, weekAt, weekBeside, weekNamed } from '../../../../contract/week.ts';
import { useAccount } from '../../../account/use-account.ts';
import { PageHeading } from '../../../frame/page-heading.tsx';
import { ActionButton } from '../../../look/action-button.tsx';
import { useSettled } from '../../../reads/use-settled.ts';
import { Link } from '../../../router/link.tsx';
import { LanguageContext } from '../../../words/language-context.ts';
import { useText } from '../../../words/use-text.ts';
import '../admin.css';
import { ReadTrouble } from '../read-trouble.tsx';
import { words as adminWords } from '../words.ts';
import { printPage } from './dom-print.ts';
import { weekInWords } from './in-words.ts';
import { ReportTables } from './report-tables.tsx';
import './report.css';
import { words } from './words.ts';

const HOUR_MS = 3_600_000;

export default function ReportPage(): ReactElement {
  const text = useText(words);
  const admin = useText(adminWords);
  const account = useAccount();
  const [query] = useSearchParams();
  const present = weekAt(useNow({ everyMs: HOUR_MS }));
  const week = weekNamed(query.get('week') ?? '') ?? present;
  return (
    <div className="admin report">
      <PageHeading title={text.title} />
      {account?.role === 'admin' ? (
        <WeekOf week={week} isPresent={week.from >= present.from} />
      ) : (
        <p>{admin.notYours}</p>
      )}
    </div>
  );
}

interface WeekOfProps {
  readonly week: Week;
  readonly isPresent: boolean;
}

function WeekOf({ week, isPresent }: WeekOfProps): ReactElement {
  const text = useText(words);
  const language = use(LanguageContext);
  const { state, refresh } = useRead(readWeek, { week: week.name });
  // While the page asks again after a failure, it has failed still.
  const settled = useSettled(state);
  const report = state.value;
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  const to = (weeks: number): string => `?week=${weekBeside(week, weeks).name}`;
  return (
    <>
      <p className="report-week">
        {text.week(String(Number(week.name.slice(-2))), days.formatRange(week.from, week.to - 1))}
      </p>
      <nav className="report-ways" aria-label={text.weeks}>
        <Link className="lone-link" to={to(-1)}>
          ‹ {text.earlier}
        </Link>
        {!isPresent && (
          <Link className="lone-link" to={to(1)}>
            {text.later} ›
          </Link>
        )}
        <a href={`/api/admin/report?week=${week.name}`} download={`fireside-${week.name}.json`}>
          {text.json}
        </a>
        <ActionButton look="quiet" onPress={printPage}>
          {text.print}
        </ActionButton>
      </nav>
      <p className="admin-summary" aria-live="polite">
        {report
          ? weekInWords(report, text, language)
          : settled.kind === 'failed'
            ? ''
            : text.asking}
      </p>
      <ReadTrouble state={state} refresh={refresh} />
      {report && <ReportTables report={report} />}
    </>
  );
}

'use client';
import { use, type ReactElement } from 'react';
import type { WeekReport } from '../../../../contract/reliability.ts';
import { LanguageContext } from '../../../words/language-context.ts';
import { useText } from '../../../words/use-text.ts';
import { figureLines, figureWords } from './in-words.ts';
import { LinesTable } from './lines-table.tsx';
import { words } from './words.ts';

/** The tables of a report. */
export function ReportTables({ report }: { readonly report: WeekReport }): ReactElement {
  const text = useText(words);
  const language = use(LanguageContext);
  const { count, share, duration } = figureWords(language);
  const operationOf = (name: string): string => (name === '' ? text.outside : name);
  return (
    <>
      <LinesTable
        title={text.inNumbers}
        none=""
        columns={[text.figure, text.now, text.before]}
        numbers={2}
        lines={figureLines(report, text, language).map(({ name, now, before }) => [
          ...[name, now, before],
        ])}
      />
      <LinesTable
        title={text.failures}
        none={text.noFailures}
        columns={[text.operation, text.kind, text.times, text.pages, text.before]}
        numbers={3}
        lines={report.failures.map(({ operation, code, count: times, sessions }) => [
          ...[operationOf(operation), code, count(times.now), count(sessions.now)],
          count(times.before),
        ])}
      />
      <LinesTable
        title={text.recoveries}
        none={text.noRecoveries}
        columns={[
          ...[text.operation, text.healedColumn, text.givenUpColumn],
          ...[text.share, text.half, text.most],
        ]}
        numbers={5}
        lines={report.recoveries.map(({ operation, recovered, givenUp, rate, p50Ms, p95Ms }) => [
          ...[operationOf(operation), count(recovered), count(givenUp)],
          ...[share(rate), duration(p50Ms), duration(p95Ms)],
        ])}
      />
      <LinesTable
        title={text.releases}
        none={text.noReleases}
        columns={[text.release, text.reports, text.failuresColumn]}
        numbers={2}
        lines={report.releases.map(({ release, reports, failures }) => [
          ...[release === '' ? text.unnamed : release, count(reports), count(failures)],
        ])}
      />
    </>
  );
}

'use client';
import { Link } from '../../router/link.tsx';
import './export.css';
import type { ReactElement, ReactNode } from 'react';
import { PageHeading } from '../../frame/page-heading.tsx';
import { ActionButton } from '../../look/action-button.tsx';
import { downloadJson, downloadText } from '../../rescue/web-download.ts';
import { useText } from '../../words/use-text.ts';
import { asMarkdown, asText } from './as-text.ts';
import { printPage, usePrintRules } from './dom-print-sheet.ts';
import { fileNameOf } from './file-name.ts';
import type { Manuscript } from './manuscript.ts';
import { printRules } from './print-rules.ts';
import { words } from './words.ts';

interface ManuscriptViewProps {
  readonly manuscript: Manuscript;
  /** All that is known, for the file that a program reads. */
  readonly json: unknown;
  /** The page of what is printed. */
  readonly back: string;
  /** The faces on the title page. */
  readonly faces: ReactNode;
  /** How old the text is. */
  readonly state: ReactNode;
}

/** A manuscript as it will stand on paper, and the ways out of Fireside. */
export function ManuscriptView(props: ManuscriptViewProps): ReactElement {
  const { manuscript, json, back, faces, state } = props;
  const { title, subtitle, sections } = manuscript;
  const text = useText(words);
  usePrintRules(printRules(manuscript));
  const save = (ending: string, content: string, type: string): void =>
    downloadText(fileNameOf(title, ending), content, `${type};charset=utf-8`);
  return (
    <div className="export">
      <div className="export-ways">
        <Link className="lone-link" to={back}>
          {text.back}
        </Link>
        <ActionButton look="primary" onPress={printPage}>
          {text.print}
        </ActionButton>
        <fieldset className="buttons">
          <legend>{text.downloadAs}</legend>
          <ActionButton
            look="quiet"
            label={text.download(text.text)}
            onPress={() => save('txt', asText(manuscript), 'text/plain')}
          >
            {text.text}
          </ActionButton>
          <ActionButton
            look="quiet"
            label={text.download(text.markdown)}
            onPress={() => save('md', asMarkdown(manuscript), 'text/markdown')}
          >
            {text.markdown}
          </ActionButton>
          <ActionButton
            look="quiet"
            label={text.download(text.json)}
            onPress={() => downloadJson(fileNameOf(title, 'json'), json)}
          >
            {text.json}
          </ActionButton>
        </fieldset>
        {state}
      </div>
      <article className="manuscript-page" data-kind={manuscript.kind}>
        <header className="title-page">
          {faces}
          <PageHeading title={title}>
            <bdi>{title}</bdi>
          </PageHeading>
          {subtitle !== '' && (
            <p className="title-page-line" dir="auto">
              {subtitle}
            </p>
          )}
        </header>
        {sections.map((section, index) => (
          <section key={section.id} id={`section-${index}`} className="manuscript-section">
            {section.title !== '' && <h2 dir="auto">{section.title}</h2>}
            {section.paragraphs.length === 0 && <p className="export-empty">{text.empty}</p>}
            {section.paragraphs.map((paragraph, at) => (
              // The paragraphs of a text stay where they are.
              // oxlint-disable-next-line react/no-array-index-key
              <p key={at} dir={section.isOurs ? undefined : 'auto'}>
                {paragraph}
              </p>
            ))}
          </section>
        ))}
      </article>
    </div>
  );
}

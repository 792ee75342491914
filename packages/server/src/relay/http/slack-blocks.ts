import type { RelayNotice } from '../relay-notice.ts';
import { shortened } from './shortened.ts';

interface Text {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** With this, Slack makes no link and no mention of a text that looks like one. */
  readonly verbatim: true;
}

/** The blocks of Slack's Block Kit that a notice is made of. */
export type SlackBlock =
  | {
      readonly type: 'header';
      readonly text: { readonly type: 'plain_text'; readonly text: string };
    }
  | { readonly type: 'section'; readonly text: Text }
  | { readonly type: 'section'; readonly fields: Text[] }
  | { readonly type: 'context'; readonly elements: Text[] };

export interface SlackMessage {
  /** The text of a notification, which shows no blocks. */
  readonly text: string;
  readonly blocks: SlackBlock[];
}

const MOST = { header: 150, section: 3_000, field: 2_000, fieldsOfSection: 10, fields: 400 };

const STATE = { firing: 'Firing', acknowledged: 'Acknowledged', resolved: 'Resolved' } as const;

/** A notice in Block Kit, within the limits of Slack. */
export function slackMessage(notice: RelayNotice): SlackMessage {
  const { title, state, severity, source, text, fields = [], at } = notice;
  const headline = `${STATE[state]}: ${title}`;
  const links = [linkTo('Runbook', notice.runbook), linkTo('Details', notice.link)].flatMap(
    (link) => (link ? [link] : []),
  );
  const place = source && shortened(source, MOST.field, escaped);
  const facts = [severity, place, timeOf(at)].flatMap((fact) => (fact ? [fact] : []));
  const shown = fields.slice(0, MOST.fields).map(({ name, value }) => {
    return `*${shortened(name, 200, escaped)}*\n${shortened(value, MOST.field - 300, escaped)}`;
  });
  const missing = fields.length - shown.length;
  return {
    text: shortened(headline, MOST.section, escaped),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: shortened(headline, MOST.header) } },
      ...(text ? [section(shortened(text, MOST.section, escaped))] : []),
      ...inTens(shown),
      ...(missing > 0 ? [section(`${missing} more fields.`)] : []),
      ...(links.length > 0 ? [section(links.join(' · '))] : []),
      { type: 'context', elements: facts.map((fact) => mrkdwn(fact)) },
    ],
  };
}

const section = (text: string): SlackBlock => ({ type: 'section', text: mrkdwn(text) });

const mrkdwn = (text: string): Text => ({ type: 'mrkdwn', text, verbatim: true });

function inTens(texts: readonly string[]): SlackBlock[] {
  const count = Math.ceil(texts.length / MOST.fieldsOfSection);
  return Array.from({ length: count }, (_, place) => ({
    type: 'section' as const,
    fields: texts
      .slice(place * MOST.fieldsOfSection, (place + 1) * MOST.fieldsOfSection)
      .map((text) => mrkdwn(text)),
  }));
}

/** The three characters that have a meaning for Slack. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function linkTo(name: string, address: string | undefined): string | undefined {
  if (address === undefined || !/^https?:\/\/[^\s|]{1,2000}$/.test(address)) return undefined;
  return `<${escaped(address)}|${name}>`;
}

/** A time that Slack shows by the clock of the reader, and in UTC where it cannot. */
function timeOf(at: number): string | undefined {
  const time = new Date(at);
  if (Number.isNaN(time.valueOf())) return undefined;
  return `<!date^${Math.floor(at / 1000)}^{date_num} {time_secs}|${time.toISOString()}>`;
}

import type { AnyBlock } from '@slack/types';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RelayNotice } from '../relay-notice.ts';
import { slackMessage, type SlackBlock } from './slack-blocks.ts';

const notice: RelayNotice = {
  ...{ title: 'Saving fails', severity: 'critical', state: 'firing', dedupKey: 'k', at: 1_000 },
  source: 'character.save',
  text: 'Every <second> attempt fails & is repeated.',
  fields: [{ name: 'Sessions', value: '41' }],
  runbook: 'https://runbooks.test/1033?a=1&b=2',
};

it('leaves out a time that no calendar has', () => {
  expect(JSON.stringify(slackMessage(notice))).toContain('<!date^');
  const { blocks } = slackMessage({ ...notice, at: 1e300 });
  expect(JSON.stringify(blocks)).not.toMatch(/<!date|Invalid|NaN/);
  expect(blocks).not.toHaveLength(0);
});

it('writes a notice in blocks that Slack has', () => {
  const { blocks, text } = slackMessage(notice);
  // The types of Slack take each block.
  const typed: AnyBlock[] = blocks;
  expect(text).toBe('Firing: Saving fails');
  expect(typed).toEqual([
    { type: 'header', text: { type: 'plain_text', text: 'Firing: Saving fails' } },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: 'Every &lt;second&gt; attempt fails &amp; is repeated.',
        verbatim: true,
      },
    },
    { type: 'section', fields: [{ type: 'mrkdwn', text: '*Sessions*\n41', verbatim: true }] },
    {
      type: 'section',
      text: {
        type: 'mrkdwn',
        text: '<https://runbooks.test/1033?a=1&amp;b=2|Runbook>',
        verbatim: true,
      },
    },
    {
      type: 'context',
      elements: [
        { type: 'mrkdwn', text: 'critical', verbatim: true },
        { type: 'mrkdwn', text: 'character.save', verbatim: true },
        {
          type: 'mrkdwn',
          text: '<!date^1^{date_num} {time_secs}|1970-01-01T00:00:01.000Z>',
          verbatim: true,
        },
      ],
    },
  ]);
});

/** The texts of a block, each with its limit. The text of the header is plain. */
function textsOf(block: SlackBlock): (readonly [number, string])[] {
  if (block.type === 'header') return [[150, block.text.text]];
  if (block.type === 'context') return block.elements.map(({ text }) => [2_000, text]);
  return 'fields' in block
    ? block.fields.map(({ text }) => [2_000, text] as const)
    : [[3_000, block.text.text]];
}

it('makes no link of a text that is no address', () => {
  const { blocks } = slackMessage({
    ...notice,
    runbook: 'javascript:alert(1)',
    link: 'http://a|b',
  });
  expect(JSON.stringify(blocks)).not.toMatch(/javascript|Runbook|a\|b/);
});

it('stays within the limits of Slack, and mentions no user, whatever the notice says', () => {
  const word = fc.oneof(
    fc.string({ maxLength: 40, unit: 'grapheme' }),
    fc.constantFrom('<!channel>', '<@U1>', '&amp;', '😀', 'x'.repeat(4_000), '&'.repeat(4_000)),
  );
  const field = fc.record({ name: word, value: word });
  const facts = fc.record({ title: word, text: word, source: word });
  const counts = fc.constantFrom(0, 1, 11, 401);
  fc.assert(
    fc.property(facts, field, counts, (told, same, count) => {
      const { blocks, text } = slackMessage({
        ...notice,
        ...told,
        fields: Array.from({ length: count }, () => same),
      });
      expect(blocks.length).toBeLessThanOrEqual(50);
      expect(text.length).toBeLessThanOrEqual(3_000);
      const texts = blocks.flatMap(textsOf);
      for (const [limit, shown] of texts) expect(shown.length).toBeLessThanOrEqual(limit);
      // Only our own links and times have angle brackets. Everywhere else, `&` begins an entity.
      const own = /<(?:https?:[^<>|]*\|\w+|!date\^[^<>]*)>/g;
      const written = texts.slice(1).map(([, shown]) => shown.replaceAll(own, ''));
      expect(written.join(' ')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
      const longest = Math.max(
        0,
        ...blocks.map((one) => ('fields' in one ? one.fields.length : 0)),
      );
      expect(longest).toBeLessThanOrEqual(10);
    }),
    { numRuns: 10 },
  );
});

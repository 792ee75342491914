import { type Finding, inspectJson, inspectRequest } from '@holdfast/server/threats';
import { type Attack, type Part, readAttacks, readBenign } from './read-corpus.ts';
import type { Benign } from './write-texts.ts';

/** How the detection did on one part of the corpora. */
export interface Figures {
  readonly attacks: number;
  readonly detected: number;
  /** Of those detected, how many under the class they were labelled with. */
  readonly rightlyNamed: number;
  readonly missed: readonly Attack[];
  readonly benign: number;
  /** Names, titles and searches in which something was found: their requests would be refused. */
  readonly refused: readonly Benign[];
  /** Texts of every kind that would be refused in the page's address or in its cookies. */
  readonly refusedCarried: readonly Benign[];
  /** Stories in which something was found. They are never refused; a sign in prose is only counted. */
  readonly noticed: readonly Benign[];
  /** Stories that would be refused by an app that did not declare them as prose. */
  readonly refusedUndeclared: number;
}

export function measure(part: Part): Figures {
  const attacks = readAttacks(part);
  const benign = readBenign(part);
  const findings = attacks.map(findingIn);
  const stories = benign.filter(({ kind }) => kind === 'story');
  const others = benign.filter(({ kind }) => kind !== 'story');
  return {
    attacks: attacks.length,
    detected: findings.filter(Boolean).length,
    rightlyNamed: attacks.filter(({ attack }, index) => findings[index]?.attack === attack).length,
    missed: attacks.filter((_, index) => !findings[index]),
    benign: benign.length,
    // A name is typed into a form and searched for, so it must pass in both places.
    refused: others.filter(({ value }) => inField(value) ?? inQuery(value)),
    refusedCarried: benign.filter(({ value }) => carried(value)),
    noticed: stories.filter(({ value }) => inProse(value)),
    refusedUndeclared: stories.filter(({ value }) => inField(value)).length,
  };
}

const inField = (value: string): Finding | undefined => inspectJson({ field: value });
const inProse = (value: string): Finding | undefined =>
  inspectJson({ text: value }, { prose: ['/text'] });
const inQuery = (value: string): Finding | undefined =>
  inspectRequest(new Request(`http://test/stories?q=${encodeURIComponent(value)}`));
/** As a browser carries it along with each request from a page where a user wrote it. */
function carried(value: string): Finding | undefined {
  const written = encodeURIComponent(value);
  const headers = { referer: `http://test/search?q=${written}`, cookie: `last=${written}` };
  return inspectRequest(new Request('http://test/stories', { headers }));
}

function findingIn({ place, value }: Attack): Finding | undefined {
  switch (place) {
    case 'query':
      return inQuery(value);
    case 'query-string':
      return inspectRequest(new Request(`http://test/stories?${value}`));
    case 'path':
      return inspectRequest(new Request(`http://test/files/${encodeURIComponent(value)}`));
    case 'header':
      return inspectRequest(new Request('http://test/', { headers: { 'x-note': value } }));
    case 'body':
      return inField(value);
    case 'prose':
      return inProse(value);
    case 'json':
      return inspectJson(JSON.parse(value));
  }
}

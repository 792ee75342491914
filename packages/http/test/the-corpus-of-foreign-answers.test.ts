import { readFileSync } from 'node:fs';
import { type Answer, interpret } from '@holdfast/core/parts';
import { expect, it } from 'vitest';
import { translateAnswer } from '../src/foreign/translate-answer.ts';

interface Case {
  readonly id: string;
  readonly about: string;
  readonly thrown: Pick<Answer, 'status' | 'headers'> & { readonly body: string };
  readonly expect: object;
}

// Cases of core's corpus whose servers tell a code without its row.
const cases = readFileSync(new URL('foreign-answers.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

it.each(cases.map((one) => [one.id, one.about, one] as const))(
  'a foreign answer gets its name through the wrapper: %s: %s',
  (_id, _about, one) => {
    const { status, headers, body } = one.thrown;
    const url = 'https://a.example/x';
    const answer = {
      status,
      headers,
      body: new TextEncoder().encode(body),
      url,
      redirected: false,
    };
    const attempt = { requestId: 'r', incidentId: 'i', attempt: 1 };
    const end = interpret(translateAnswer(answer, null, 0), { accept: 'json' }, attempt, 0);
    expect(end).toMatchObject({ kind: 'refused', failure: one.expect });
  },
);

import { describe, expect, it } from 'vitest';
import { interpret } from '../exchange/answer/interpret.ts';
import { toProblem } from '../exchange/problem/problem.ts';
import { defineFailures } from './define-failures.ts';
import type { FailureFamilies } from './define-failures.ts';
import { Failure, isFailure } from './failure.ts';
import { matchFailure } from './match-failure.ts';
import { parseFailure } from './parse-failure.ts';

/** Failures of the stories and characters of Fireside. */
const fireside = defineFailures({
  story: {
    STORY_REFUSED: {
      number: 2000,
      severity: 'info',
      retry: 'never',
      effect: 'none',
      status: 422,
      details: { reason: ['policy', 'length'], words: 'number' },
    },
    STORY_GENERATOR_BUSY: {
      number: 2001,
      severity: 'warning',
      retry: 'later',
      effect: 'none',
      status: 503,
    },
  },
  character: {
    CHARACTER_IN_USE: {
      number: 2100,
      severity: 'warning',
      retry: 'never',
      effect: 'none',
      status: 409,
      details: { characterId: 'word', retired: 'boolean' },
    },
  },
});
const { STORY_REFUSED, STORY_GENERATOR_BUSY, CHARACTER_IN_USE } = fireside;

describe("an app's own failures", () => {
  it('are kinds like ours', () => {
    expect(STORY_GENERATOR_BUSY).toEqual({
      code: 'STORY_GENERATOR_BUSY',
      number: 2001,
      family: 'story',
      severity: 'warning',
      retry: 'later',
      effect: 'none',
      status: 503,
    });
    expect(Object.isFrozen(fireside) && Object.isFrozen(STORY_REFUSED)).toBe(true);
    expect(Object.keys(fireside)).toEqual([
      'STORY_REFUSED',
      'STORY_GENERATOR_BUSY',
      'CHARACTER_IN_USE',
    ]);
  });

  it('carry the details they declare, and nothing private', () => {
    const details = { reason: 'length', words: 9000, text: 'Once upon a time' } as const;
    const failure = new Failure(STORY_REFUSED, { details });
    expect(failure.details).toEqual({ reason: 'length', words: 9000 });
    const named = { characterId: 'Mara the dragon', retired: true };
    expect(new Failure(CHARACTER_IN_USE, { details: named }).details).toEqual({ retired: true });
  });

  it('are told apart by code, by kind and by family', () => {
    const failure: Failure = new Failure(CHARACTER_IN_USE);
    expect(isFailure(failure, 'CHARACTER_IN_USE') && isFailure(failure, CHARACTER_IN_USE)).toBe(
      true,
    );
    expect(isFailure(failure, STORY_REFUSED)).toBe(false);
    expect(matchFailure(failure, { network: () => 1, otherwise: ({ family }) => family })).toBe(
      'character',
    );
  });

  it('cross databases and HTTP', () => {
    const failure = new Failure(STORY_REFUSED, { details: { reason: 'policy', words: 7 } });
    expect(parseFailure(JSON.parse(JSON.stringify(failure)))?.toJSON()).toEqual(failure.toJSON());
    const answer = interpret(
      {
        status: 422,
        headers: { 'content-type': 'application/problem+json' },
        body: new TextEncoder().encode(JSON.stringify(toProblem(failure))),
        url: 'https://a.example/stories',
        redirected: false,
      },
      { accept: 'json' },
      { requestId: 'r', incidentId: 'i', attempt: 1 },
      0,
    );
    expect(answer).toMatchObject({
      kind: 'refused',
      failure: {
        code: 'STORY_REFUSED',
        number: 2000,
        family: 'story',
        retry: 'never',
        effect: 'none',
        status: 422,
        details: { reason: 'policy', words: 7 },
      },
    });
  });

  const row = { severity: 'info', retry: 'never', effect: 'none' } as const;
  it.each<[string, FailureFamilies, RegExp]>([
    [
      'one of our numbers',
      { story: { STORY_LOST: { ...row, number: 1999 } } },
      /^Give STORY_LOST a whole number from 2000 up/,
    ],
    ['half a number', { story: { STORY_LOST: { ...row, number: 2000.5 } } }, /whole number/],
    [
      'a number twice',
      { story: { STORY_LOST: { ...row, number: 2005 }, STORY_FOUND: { ...row, number: 2005 } } },
      /^Give STORY_FOUND a number and a code of its own; STORY_LOST has 2005/,
    ],
    [
      'a number twice in two families',
      {
        story: { STORY_LOST: { ...row, number: 2005 } },
        tale: { TALE_LOST: { ...row, number: 2005 } },
      },
      /TALE_LOST.*STORY_LOST/,
    ],
    [
      'a number that was given elsewhere',
      { story: { STORY_LOST: { ...row, number: 2000 } } },
      /STORY_LOST.*STORY_REFUSED has 2000/,
    ],
    [
      'a code twice',
      { story: { LOST: { ...row, number: 2005 } }, tale: { LOST: { ...row, number: 2006 } } },
      /LOST/,
    ],
    ['a code that is no name', { story: { 'story lost': { ...row, number: 2005 } } }, /capitals/],
    [
      'a code that ends in small letters',
      { story: { STORY_lost: { ...row, number: 2005 } } },
      /capitals/,
    ],
    [
      'a code that begins in small letters',
      { story: { aSTORY_LOST: { ...row, number: 2005 } } },
      /capitals/,
    ],
    ['a code too short to tell', { story: { NO: { ...row, number: 2005 } } }, /capitals/],
  ])('are refused with %s, and with what to do', (_title, families, remedy) => {
    expect(() => defineFailures(families, fireside)).toThrow(
      expect.objectContaining({
        code: 'DEFECT',
        details: { remedy: expect.stringMatching(remedy) },
      }),
    );
  });

  it('may begin at 2000 and come in several parts', () => {
    const more = defineFailures({ ember: { EMBER_COLD: { ...row, number: 2200 } } }, fireside);
    expect(more.EMBER_COLD.family).toBe('ember');
  });
});

import { describe, expect, it } from 'vitest';
import { admitRun, type Dedupe } from './admit-run.ts';

const first = { input: { tag: 'a' } };
const file = (): File => new File(['a'], 'a.png');
const second = { input: { tag: 'b' } };

describe('a call while an earlier one is under way', () => {
  it.each<[Dedupe, string]>([
    ['join', 'start'],
    ['replace', 'replace'],
    ['queue', 'queue'],
    ['drop', 'drop'],
    ['parallel', 'start'],
  ])('with %s and another input: %s', (dedupe, decision) => {
    expect(admitRun(dedupe, [first], { tag: 'b' })).toEqual({ do: decision });
  });

  it('joins the call with the same content of the input', () => {
    const admitted = admitRun('join', [first, second], { tag: 'b' });
    expect(admitted).toEqual({ do: 'join', run: second });
  });

  it('does not join a call with another file, whose content it cannot compare', () => {
    expect(admitRun('join', [{ input: file() }], file())).toEqual({ do: 'start' });
  });

  it.each<Dedupe>(['join', 'replace', 'queue', 'drop', 'parallel'])(
    'with %s starts when nothing is under way',
    (dedupe) => {
      expect(admitRun(dedupe, [], { tag: 'a' })).toEqual({ do: 'start' });
    },
  );
});

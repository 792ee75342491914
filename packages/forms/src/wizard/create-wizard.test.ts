import { Failure } from '@holdfast/core';
import { NETWORK_FAILED } from '@holdfast/core/failures';
import { asFailure } from '@holdfast/core/parts';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWizard, type WizardMachine } from './create-wizard.ts';
import { step, type WizardStep } from './define-wizard.ts';
import { memoryStepHistory } from './step-history.contract.ts';
import { stepsInHistory } from './steps-in-history.ts';

interface Values {
  name: string;
  isPoet: boolean;
  verse: string;
  story: string;
}
type Answer = 'yes' | 'no' | Error;

const quiet = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};

/** A form of the test. A field is wrong when it holds `bad`. The test answers for the server behind the guard. */
function setUp(note?: string, values: Values = { name: '', isPoet: true, verse: '', story: '' }) {
  const history = memoryStepHistory();
  const asked: { readonly name: string; readonly signal: AbortSignal; answer(by: Answer): void }[] =
    [];
  let kept = note;
  const guard = (given: Values, { signal }: { signal: AbortSignal }): Promise<string | undefined> =>
    new Promise((resolve, reject) => {
      asked.push({
        name: given.name,
        signal,
        answer(by) {
          if (by instanceof Error) reject(by);
          else resolve(by === 'yes' ? undefined : 'This name is taken.');
        },
      });
    });
  const steps: readonly WizardStep<Values, string, string>[] = [
    step('name', { fields: ['name'], guard }),
    step('verse', { fields: ['verse'], when: ({ isPoet }: Values) => isPoet }),
    step('story', { fields: ['story'], need: 'optional' }),
    step('review'),
  ];
  const isWrong = (field: string): boolean => Reflect.get(values, field) === 'bad';
  const machine: WizardMachine = createWizard(
    steps,
    {
      values: () => values,
      check: async (fields) => !fields.some(isWrong),
      named: async (error) => asFailure(error),
      remember: (text) => void (kept = text),
    },
    note,
  );
  const unfollow = stepsInHistory(history).follow(machine);
  const undo = (): void => {
    unfollow();
    machine.leave();
  };
  return {
    ...{ machine, values, history, asked, steps, undo, isWrong },
    kept: () => kept,
    place: () => machine.getSnapshot().step,
    /** Answers a question of the guard, by default the newest. */
    async answer(by: Answer, which = -1) {
      await quiet();
      asked.at(which)?.answer(by);
      await quiet();
    },
  };
}

describe('the way on', () => {
  it('waits for the guard, and says so', async () => {
    const { machine, place, answer } = setUp();
    const isThere = machine.go('verse');
    await quiet();
    expect(machine.getSnapshot().way).toEqual({ at: 'name', to: 'verse' });
    expect(place()).toBe('name');
    await answer('yes');
    expect(await isThere).toBe(true);
    expect(place()).toBe('verse');
  });

  it('stops at a guard that refuses, until the user changes a field of the step', async () => {
    const { machine, values, answer } = setUp();
    const isThere = machine.go('verse');
    await answer('no');
    expect(await isThere).toBe(false);
    const said = { name: { kind: 'refused', message: 'This name is taken.' } };
    expect(machine.getSnapshot().problems).toEqual(said);
    values.verse = 'O night';
    machine.edited();
    expect(machine.getSnapshot().problems).toEqual(said);
    values.name = 'Mara';
    machine.edited();
    expect(machine.getSnapshot().problems).toEqual({});
  });

  it('takes a guard that rejects as a failure of the step, which the user can try again', async () => {
    const { machine, place, answer } = setUp();
    const isThere = machine.go('verse');
    await answer(new TypeError('the guard is broken'));
    expect(await isThere).toBe(false);
    const { name: problem } = machine.getSnapshot().problems;
    expect(problem?.kind === 'failed' && problem.failure.code).toBe('DEFECT');
    void machine.go('verse');
    await answer(new Failure(NETWORK_FAILED));
    const { name: other } = machine.getSnapshot().problems;
    expect(other?.kind === 'failed' && other.failure.code).toBe('NETWORK_FAILED');
    void machine.go('verse');
    await answer('yes');
    expect(place()).toBe('verse');
    expect(machine.getSnapshot().problems).toEqual({});
  });

  it('aborts the guard when the user goes elsewhere, and ignores its late answer', async () => {
    const { machine, asked, place, answer } = setUp();
    const isThere = machine.go('verse');
    await quiet();
    machine.back();
    expect(asked[0]?.signal.aborted).toBe(true);
    await answer('no');
    expect(await isThere).toBe(false);
    expect(machine.getSnapshot()).toMatchObject({ way: undefined, problems: {} });
    expect(place()).toBe('name');
  });

  it('stops waiting for the guard when the user goes elsewhere or asks again', async () => {
    const { machine, asked, place, answer } = setUp();
    const first = machine.go('verse');
    await quiet();
    const second = machine.go('verse');
    expect(await first).toBe(false);
    await quiet();
    machine.back();
    expect(await second).toBe(false);
    const third = machine.go('verse');
    await answer('yes');
    expect(await third).toBe(true);
    expect(place()).toBe('verse');
    expect(asked).toHaveLength(3);
  });

  it('asks no guard when the user went elsewhere while the fields were checked', async () => {
    const { machine, asked } = setUp();
    const isThere = machine.go('verse');
    machine.back();
    expect(await isThere).toBe(false);
    await quiet();
    expect(asked).toEqual([]);
  });

  it('ignores a late answer also when it asks the same guard again', async () => {
    const { machine, place, answer } = setUp();
    void machine.go('verse');
    await quiet();
    void machine.go('verse');
    await answer('no', 0);
    expect(machine.getSnapshot().problems).toEqual({});
    await answer('yes');
    expect(place()).toBe('verse');
  });

  it('aborts the guard when the wizard is left', async () => {
    const { machine, asked, undo } = setUp();
    void machine.go('verse');
    await quiet();
    undo();
    expect(asked[0]?.signal.aborted).toBe(true);
  });

  it('asks the guard again about a name that the user changed while it was asked', async () => {
    const { machine, values, asked, place, answer } = setUp();
    void machine.go('verse');
    await quiet();
    values.name = 'Teo';
    await answer('yes');
    expect(place()).toBe('name');
    expect(asked.map(({ name }) => name)).toEqual(['', 'Teo']);
    await answer('yes');
    expect(place()).toBe('verse');
  });

  it('checks also a step that the values ask for only meanwhile', async () => {
    const { machine, values, place, answer } = setUp();
    values.isPoet = false;
    values.verse = 'bad';
    values.story = 'good';
    void machine.go('review');
    await quiet();
    values.isPoet = true;
    await answer('yes');
    expect(place()).toBe('verse');
  });

  it('asks the guard once about the same values', async () => {
    const { machine, values, asked, place, answer } = setUp();
    void machine.go('verse');
    await answer('yes');
    machine.back();
    expect(await machine.go('review')).toBe(true);
    expect(asked).toHaveLength(1);
    values.name = 'Teo';
    void machine.go('name');
    void machine.go('verse');
    await answer('yes');
    expect(asked).toHaveLength(2);
    expect(place()).toBe('verse');
  });

  it('ignores a step with an unknown name', async () => {
    const { machine, place } = setUp();
    expect(await machine.go('elsewhere')).toBe(false);
    expect(await machine.skip()).toBe(false);
    expect(place()).toBe('name');
  });
});

describe('the history of a wizard', () => {
  it('has an entry for each step, so that Back goes one step back', async () => {
    const { machine, history, place, answer } = setUp();
    void machine.go('review');
    await answer('yes');
    expect(history.entries.map((entry) => entry?.step)).toEqual([
      ...['name', 'verse', 'story', 'review'],
    ]);
    await history.travel(-1);
    expect(place()).toBe('story');
    await history.travel(-1);
    expect(place()).toBe('verse');
  });

  it('goes back with the button of the app, and forward again with that of the browser', async () => {
    const { machine, history, place, answer } = setUp();
    void machine.go('verse');
    await answer('yes');
    machine.back();
    await quiet();
    expect(history.at()).toBe(0);
    await history.travel(1);
    await quiet();
    expect(place()).toBe('verse');
    expect(history.entries).toHaveLength(2);
  });

  it('does not lead forward past an invalid step, and returns to the entry of that step', async () => {
    const { machine, history, values, place, answer } = setUp();
    void machine.go('review');
    await answer('yes');
    await history.travel(-3);
    values.verse = 'bad';
    await history.travel(3);
    await quiet();
    expect(place()).toBe('verse');
    expect(history.read()?.step).toBe('verse');
  });

  it('leaves the wizard from its first step', async () => {
    const { machine, history, answer } = setUp();
    history.push({ step: 'name', depth: 0 });
    void machine.go('verse');
    await answer('yes');
    machine.back();
    await quiet();
    await history.travel(-1);
    expect(history.read()).toBeUndefined();
  });

  it('keeps up with a user who goes on before the history is back', async () => {
    const { machine, history, place, answer } = setUp();
    void machine.go('verse');
    await answer('yes');
    machine.back();
    expect(await machine.go('verse')).toBe(true);
    await quiet();
    expect(place()).toBe('verse');
    expect(history.read()?.step).toBe('verse');
  });
});

describe('the place in a draft', () => {
  it('is the step, with the passed and skipped steps', async () => {
    const first = setUp();
    void first.machine.go('verse');
    await first.answer('yes');
    await first.machine.go('story');
    await first.machine.skip();
    const again = setUp(first.kept());
    expect(again.machine.getSnapshot()).toMatchObject({
      ...{ step: 'review', passed: ['name', 'verse'], skipped: ['story'] },
    });
  });

  it.each([undefined, '', 'null', ';', 'gone;x;y', '%;%,name;%'])(
    'is the first step for the note %j',
    (note) => {
      expect(setUp(note).machine.getSnapshot()).toMatchObject({ step: 'name', skipped: [] });
    },
  );

  it('is taken over from another tab, but not from an own note that comes back late', async () => {
    const { machine, kept, place, answer } = setUp();
    void machine.go('verse');
    await answer('yes');
    const early = kept();
    await machine.go('story');
    machine.restore(early);
    expect(place()).toBe('story');
    machine.restore(kept());
    expect(place()).toBe('story');
    machine.restore(undefined);
    expect(place()).toBe('name');
  });
});

it('no sequence of steps, guards, errors, history and reloads loses a value or passes an invalid step', async () => {
  const text = fc.constantFrom('', 'good', 'bad');
  const action = fc.oneof(
    fc.record({
      type: fc.constant('type' as const),
      field: fc.constantFrom('name', 'verse', 'story'),
      text,
    }),
    fc.record({ type: fc.constant('poet' as const), isPoet: fc.boolean() }),
    fc.record({
      type: fc.constant('go' as const),
      to: fc.constantFrom('name', 'verse', 'story', 'review', undefined),
    }),
    fc.record({
      type: fc.constant('answer' as const),
      by: fc.constantFrom<Answer>('yes', 'yes', 'no', new Error('lost')),
      which: fc.integer({ min: -3, max: -1 }),
    }),
    fc.record({ type: fc.constant('travel' as const), by: fc.integer({ min: -2, max: 2 }) }),
    fc.record({ type: fc.constantFrom('back', 'skip', 'submit', 'reload', 'rest') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 30 }), async (actions) => {
      let world = setUp();
      const typed = { ...world.values };
      const passed: string[] = [];
      follow(world, passed);
      for (const one of actions) {
        const { machine, steps, values } = world;
        if (one.type === 'type') {
          Reflect.set(typed, one.field, one.text);
          Reflect.set(values, one.field, one.text);
          machine.edited();
        } else if (one.type === 'poet') values.isPoet = typed.isPoet = one.isPoet;
        else if (one.type === 'go') void machine.go(one.to);
        else if (one.type === 'answer') await world.answer(one.by, one.which);
        else if (one.type === 'travel') await world.history.travel(one.by);
        else if (one.type === 'back') machine.back();
        else if (one.type === 'skip') void machine.skip();
        else if (one.type === 'submit') {
          const wrong = steps.find(({ fields }) => fields.some(world.isWrong));
          if (wrong) void machine.go(wrong.id);
        } else if (one.type === 'reload') {
          world.undo();
          world = setUp(world.kept(), world.values);
          follow(world, passed);
        } else await quiet();
        expect(world.values).toEqual(typed);
        expect(passed).toEqual([]);
      }
      world.undo();
    }),
    { numRuns: 300 },
  );
});

/** Records each step that the wizard passes although it is wrong now. */
function follow({ machine, steps, isWrong }: ReturnType<typeof setUp>, passed: string[]): void {
  const ids = steps.map(({ id }) => id);
  let before = ids.indexOf(machine.getSnapshot().step);
  machine.subscribe(() => {
    const { step: here, skipped, problems } = machine.getSnapshot();
    const [from, asked] = [before, machine.asked()];
    before = ids.indexOf(here);
    if (before <= from) return;
    for (const { id, fields } of steps.slice(0, before)) {
      if (skipped.includes(id) || !asked.includes(id)) continue;
      if (fields.some(isWrong) || problems[id]) passed.push(id);
    }
  });
}

describe('a step whose `when` throws', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('is asked for, so that no step is passed over unseen, and the error surfaces', async () => {
    const surfaced: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => void surfaced.push(error));
    const { machine, asked, values, place } = setUp();
    Reflect.deleteProperty(values, 'isPoet');
    Object.defineProperty(values, 'isPoet', {
      get() {
        throw new TypeError('on purpose');
      },
    });
    expect(machine.asked()).toEqual(['name', 'verse', 'story', 'review']);
    const isThere = machine.go('verse');
    await quiet();
    asked.at(-1)?.answer('yes');
    expect([await isThere, place()]).toEqual([true, 'verse']);
    expect(surfaced[0]).toEqual(new TypeError('on purpose'));
  });
});

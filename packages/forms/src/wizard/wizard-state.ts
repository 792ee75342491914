import type { Failure } from '@holdfast/core';

/** The part of a wizard that is kept with the draft. */
export interface WizardPlace {
  /** The step that the user sees. */
  readonly step: string;
  /** The steps whose check the user has passed. */
  readonly passed: readonly string[];
  /** The optional steps that the user left out. */
  readonly skipped: readonly string[];
}

/** The reason why the guard of a step stops the user: it said no, or it failed itself. */
export type StepProblem =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly failure: Failure };

export type StepVerdict = { readonly kind: 'valid' } | { readonly kind: 'invalid' } | StepProblem;

export interface WizardState extends WizardPlace {
  /** The way on that is being checked. `to` is absent for the way past the last step. */
  readonly way: { readonly at: string; readonly to: string | undefined } | undefined;
  readonly problems: Readonly<Record<string, StepProblem>>;
  /** Grows whenever the user is led to another step. A restored draft does not count. */
  readonly moves: number;
}

export type WizardEvent =
  /** The user asks for a step, or for the way past the last one. */
  | { readonly type: 'asked'; readonly to: string | undefined }
  /** The user leaves the current step out. */
  | { readonly type: 'skipped' }
  | { readonly type: 'checked'; readonly at: string; readonly verdict: StepVerdict }
  /** The way on was given up. */
  | { readonly type: 'stopped' }
  /** A field of a step that a guard stopped has another value. */
  | { readonly type: 'edited'; readonly step: string }
  | { readonly type: 'restored'; readonly place: WizardPlace };

/** A step as the state machine sees it: whether the values ask for it, and whether the user may leave it out. */
export interface StepRule {
  readonly id: string;
  readonly isAsked: boolean;
  readonly isOptional: boolean;
}

export function initialWizard(place: WizardPlace): WizardState {
  return { ...place, way: undefined, problems: {}, moves: 0 };
}

/**
 * One step of the machine. The user reaches a later step only when each asked step before it has passed its check
 * on the same way. Going back needs no check.
 */
export function nextWizard(
  state: WizardState,
  event: WizardEvent,
  rules: readonly StepRule[],
): WizardState {
  switch (event.type) {
    case 'asked':
      return ask(state, event.to, rules);
    case 'skipped': {
      const { step, skipped } = state;
      const at = rules.findIndex(({ id }) => id === step);
      if (!rules[at]?.isOptional) return state;
      const to = rules.slice(at + 1).find(({ isAsked }) => isAsked);
      return ask({ ...without(state, step), skipped: withId(skipped, step) }, to?.id, rules);
    }
    case 'checked':
      return checked(state, event.at, event.verdict, rules);
    case 'stopped':
      return { ...state, way: undefined };
    case 'edited':
      return without(state, event.step);
    case 'restored':
      return {
        ...initialWizard(knownPlace(event.place, rules)),
        moves: state.moves,
      };
  }
}

function ask(state: WizardState, to: string | undefined, rules: readonly StepRule[]): WizardState {
  if (to !== undefined) {
    const target = indexOf(rules, to);
    if (!rules[target]?.isAsked) return state;
    if (target <= indexOf(rules, state.step)) return moveTo(state, to);
  }
  return goOn(state, -1, to, rules);
}

/** Names the next step to check after `from`, or ends the way at its goal. */
function goOn(
  state: WizardState,
  from: number,
  to: string | undefined,
  rules: readonly StepRule[],
): WizardState {
  const way = rules.slice(from + 1, to === undefined ? rules.length : indexOf(rules, to));
  const next = way.find(({ id, isAsked }) => isAsked && !state.skipped.includes(id));
  if (next) return { ...state, way: { at: next.id, to } };
  return to === undefined ? { ...state, way: undefined } : moveTo(state, to);
}

function checked(
  state: WizardState,
  at: string,
  verdict: StepVerdict,
  rules: readonly StepRule[],
): WizardState {
  const { way } = state;
  // The answer of a check that is no longer wanted changes nothing.
  if (way?.at !== at) return state;
  if (verdict.kind !== 'valid') {
    const stopped = moveTo(without(state, at), at);
    if (verdict.kind === 'invalid') return stopped;
    return { ...stopped, problems: { ...stopped.problems, [at]: verdict } };
  }
  const passed = { ...without(state, at), passed: withId(state.passed, at) };
  return goOn(passed, indexOf(rules, at), way.to, rules);
}

function moveTo(state: WizardState, step: string): WizardState {
  const here = { ...state, way: undefined, skipped: state.skipped.filter((id) => id !== step) };
  return step === state.step ? here : { ...here, step, moves: state.moves + 1 };
}

function without(state: WizardState, step: string): WizardState {
  const { [step]: _gone, ...problems } = state.problems;
  return { ...state, problems };
}

/** A place from a draft may name steps that the app no longer has. */
function knownPlace(place: WizardPlace, rules: readonly StepRule[]): WizardPlace {
  const isKnown = (id: string): boolean => rules.some((rule) => rule.id === id);
  return {
    step: isKnown(place.step) ? place.step : (rules[0]?.id ?? ''),
    passed: place.passed.filter(isKnown),
    skipped: place.skipped.filter(isKnown),
  };
}

const indexOf = (rules: readonly StepRule[], id: string): number =>
  rules.findIndex((rule) => rule.id === id);

const withId = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids : [...ids, id];

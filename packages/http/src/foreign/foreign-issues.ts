import type { FieldIssue } from '@holdfast/core';
import { peek, toPointer } from '@holdfast/core/parts';
import { sentences, words } from './foreign-words.ts';
import { isSent, locate, place, type Steps } from './issue-place.ts';
import { stepsOfPath } from './issue-steps.ts';

interface Found {
  readonly steps: Steps;
  readonly message: string;
}

const MOST_ISSUES = 50;
const DEEPEST = 6;

// The members in which frameworks list mistakes, the plainest first.
const HOLDERS = [
  ...['errors', 'issues', 'violations', 'fieldViolations', 'invalid-params', 'invalidParams'],
  ...['validationErrors', 'validation_errors', 'details', 'detail', 'error', 'message', 'data'],
];
// An object in one of these members names fields; in the others it may hold anything.
const FIELD_HOLDERS = /^(?:errors|validation_?errors|details|data)$/i;
const NESTED = ['errors', 'issues', 'fieldErrors', 'formErrors'];
// Names that stand for the whole body that was sent.
const WHOLE =
  /^(?:|_errors|non_?field_?errors|form_?errors|base|__all__|_schema|_form|form|root|general|full_messages)$/i;
const TEXTS_OF_FIELD = ['message', 'msg', 'detail', 'defaultMessage', 'errorMessage', 'reason'];
const TEXTS = [...TEXTS_OF_FIELD, 'description', 'error', 'text', 'title'];

/**
 * Reads from a refusal which parts of the request are wrong, in the shapes of common frameworks: Rails,
 * Laravel, ASP.NET, Django REST, Zod, Nest, FastAPI, Spring, JSON:API and their like. `sent` is the parsed body
 * of the request: fields are matched to its names. Gives an empty list for a body that lists nothing.
 */
export function foreignIssues(body: unknown, sent?: unknown): readonly FieldIssue[] {
  const found = find(body, 0);
  const all = found.length > 0 ? found : bareFields(body, sent);
  return all.slice(0, MOST_ISSUES).flatMap(({ steps, message }) => {
    const placed = place(steps, message, sent);
    const told = words(message);
    if (told === undefined && placed.length === 0) return [];
    return [{ pointer: toPointer(placed), message: told ?? '…' }];
  });
}

function find(value: unknown, depth: number): Found[] {
  if (depth > DEEPEST || !isObject(value)) return [];
  if (Array.isArray(value))
    return value.slice(0, MOST_ISSUES).flatMap((one) => item(one, [], depth));
  const ofTree = isObject(peek(value, 'properties')) ? tree(value, [], depth) : [];
  if (ofTree.length > 0) return ofTree;
  const flat = [peek(value, 'formErrors'), peek(value, 'fieldErrors')];
  const ofFlat = flat.flatMap((part) => messages(part, [], depth + 1));
  if (ofFlat.length > 0) return ofFlat;
  for (const name of HOLDERS) {
    const held = Object.hasOwn(value, name) ? peek(value, name) : undefined;
    const isMap = FIELD_HOLDERS.test(name) && isObject(held) && !Array.isArray(held);
    // A field may be called like one of these members. The members of validators' own lists are hardly ever
    // field names.
    const isPlain = isMap && name === 'errors' && !NESTED.some((one) => Object.hasOwn(held, one));
    const inside = isPlain ? [] : find(readIn(held), depth + 1);
    if (inside.length > 0) return inside;
    const ofFields = isMap ? fields(name === 'errors' ? held : listsOf(held), [], depth + 1) : [];
    if (ofFields.length > 0) return ofFields;
  }
  // A single mistake with its field.
  const isOne = depth > 0 && typeof (peek(value, 'param') ?? peek(value, 'field')) === 'string';
  return isOne ? item(value, [], depth + 1) : [];
}

/** The mistakes of a value, of its members and of its items, in the tree that Zod writes. */
function tree(node: unknown, steps: Steps, depth: number): Found[] {
  if (depth > DEEPEST) return [];
  const inside = ['properties', 'items'].flatMap((part) =>
    Object.entries(Object(peek(node, part)) as object)
      .slice(0, MOST_ISSUES)
      .flatMap(([name, one]) => tree(one, [...steps, name], depth + 1)),
  );
  return [...messages(peek(node, 'errors'), steps, depth), ...inside];
}

/** One item of a list: a sentence, or an object that names the mistake and its place. */
function item(one: unknown, around: Steps, depth: number): Found[] {
  if (typeof one === 'string') return [{ steps: around, message: one }];
  if (depth > DEEPEST || !isObject(one) || Array.isArray(one)) return [];
  const steps = [...around, ...locate(one)];
  const children = peek(one, 'children');
  const inside = Array.isArray(children)
    ? children.slice(0, MOST_ISSUES).flatMap((child) => item(child, steps, depth + 1))
    : [];
  const constraints = peek(one, 'constraints');
  if (isObject(constraints))
    return [...messages(Object.values(constraints), steps, depth), ...inside];
  const message = textOf(one, TEXTS);
  if (message !== undefined) return [{ steps, message }, ...inside];
  return inside.length > 0 ? inside : find(one, depth + 1);
}

function fields(map: object, around: Steps, depth: number): Found[] {
  if (depth > DEEPEST) return [];
  return Object.entries(map)
    .slice(0, MOST_ISSUES)
    .flatMap(([name, value]) =>
      messages(value, WHOLE.test(name) ? around : [...around, ...stepsOfPath(name)], depth + 1),
    );
}

/** The mistakes of one field: sentences, objects with a sentence, or the fields within it. */
function messages(value: unknown, steps: Steps, depth: number): Found[] {
  if (typeof value === 'string') return [{ steps, message: value }];
  if (depth > DEEPEST || !isObject(value)) return [];
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ISSUES).flatMap((one, index) => {
      const message = isObject(one) ? textOf(one, [...TEXTS_OF_FIELD, 'error']) : one;
      if (typeof message === 'string') return [{ steps, message }];
      return messages(one, [...steps, String(index)], depth + 1);
    });
  }
  const message = textOf(value, TEXTS_OF_FIELD);
  return message === undefined ? fields(value, steps, depth) : [{ steps, message }];
}

function textOf(value: object, names: readonly string[]): string | undefined {
  return names
    .map((name) => peek(value, name))
    .find((text): text is string => typeof text === 'string' && text !== '');
}

/**
 * A body that holds only fields with lists of sentences; single words beside them mean something else. The body
 * also counts as fields when every member is a single sentence and has the name of a member that was sent.
 */
function bareFields(body: unknown, sent: unknown): Found[] {
  if (!isObject(body) || Array.isArray(body)) return [];
  const lists = listsOf(body);
  const wasSent = (name: string): boolean => isSent(stepsOfPath(name), sent);
  const isOther = isObject(sent) && sentences(body).length > 0 && !Object.keys(lists).some(wasSent);
  const isLists = !isOther && Object.values(lists).every((value) => isSentences(value, 0));
  const found = isLists ? fields(lists, [], 0) : [];
  if (found.length > 0) return found;
  const isAbout = ([name, text]: [string, unknown]): boolean =>
    typeof text === 'string' && wasSent(name) && peek(sent, name) !== text;
  return Object.entries(body).every(isAbout) ? fields(body, [], 0) : [];
}

/** Without the members that are single words: only inside a list of errors do such members name a mistake. */
function listsOf(map: object): object {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => isObject(value)));
}

function isSentences(value: unknown, depth: number): boolean {
  if (!isObject(value) || depth > DEEPEST) return false;
  const inside = Object.values(value);
  return Array.isArray(value) && inside.some((one) => typeof one === 'string')
    ? inside.every((one) => typeof one === 'string')
    : inside.every((one) => isSentences(one, depth + 1));
}

/** Some servers send their list as a text within the JSON. */
function readIn(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

import type { FieldIssue } from '../failures/field-issue.ts';
import { peek } from '../failures/peek.ts';
import { toPointer } from '../schema/parse-with.ts';
import { asSent, stepsOfPath } from './issue-pointer.ts';

type Steps = readonly string[];
interface Found {
  readonly steps: Steps;
  readonly message: string;
}

const MOST_ISSUES = 50;
const DEEPEST = 6;
const LONGEST_MESSAGE = 300;

// Where frameworks put what is wrong, the plainest first.
const HOLDERS = [
  ...['errors', 'issues', 'violations', 'fieldViolations', 'invalid-params', 'invalidParams'],
  ...['validationErrors', 'validation_errors', 'details', 'detail', 'error', 'message', 'data'],
];
// Of these an object names fields; of the others it may be anything.
const FIELD_HOLDERS = /^(?:errors|validation_?errors|details|data)$/i;
const NESTED = ['errors', 'issues', 'fieldErrors', 'formErrors'];
// Names that stand for the whole of what was sent.
const WHOLE =
  /^(?:|_errors|non_?field_?errors|form_?errors|base|__all__|_schema|_form|form|root|general|full_messages)$/i;
const TEXTS = [
  'message',
  'msg',
  'detail',
  'defaultMessage',
  'reason',
  'description',
  'error',
  'text',
  'title',
];
const TEXTS_OF_FIELD = ['message', 'msg', 'detail', 'defaultMessage', 'reason'];
const PATHS = [
  'path',
  'loc',
  'field',
  'param',
  'propertyPath',
  'property',
  'attribute',
  'target',
  'fieldName',
  'name',
];
const SENTENCE = /^\p{Lu}.* |[.!?。！？]$/u;
// What a server says to its own people: markup, a stack, a query.
const INTERNAL =
  /<\/?[a-z][^>]*>|<[!?]|<script|\n\s*at |traceback|exception\b|sqlstate|\bstack\b|\bat \S+:\d+|\bselect .+ from |\binsert into /i;

/**
 * Reads what is wrong with what was sent, in the shapes that common frameworks give it: Rails, Laravel,
 * ASP.NET, Django REST, Zod, Nest, FastAPI, Spring, JSON:API and their like. `sent` is the body of the
 * request, read: fields are told by its names. Gives nothing for a body that lists nothing.
 */
export function foreignIssues(body: unknown, sent?: unknown): readonly FieldIssue[] {
  const found = find(body, 0);
  const all = found.length > 0 ? found : bareFields(body);
  return all.slice(0, MOST_ISSUES).flatMap(({ steps, message }) => {
    const placed = place(steps, message, sent);
    const told = words(message);
    if (told === undefined && placed.length === 0) return [];
    return [{ pointer: toPointer(placed), message: told ?? '…' }];
  });
}

/**
 * The one sentence that a server says of a refusal, where it lists nothing. What begins and ends like none may
 * be a value that it gives back.
 */
export function foreignWords(body: unknown): readonly FieldIssue[] {
  const said = [...['detail', 'message', 'msg', 'error', 'reason'].map((name) => peek(body, name))];
  const texts = [...said, peek(peek(body, 'error'), 'message')];
  const text = texts.find((one) => typeof one === 'string' && SENTENCE.test(words(one) ?? ''));
  return typeof text === 'string' ? [{ pointer: '', message: words(text) ?? '' }] : [];
}

function find(value: unknown, depth: number): Found[] {
  if (depth > DEEPEST || !isObject(value)) return [];
  if (Array.isArray(value))
    return value.slice(0, MOST_ISSUES).flatMap((one) => item(one, [], depth));
  const flat = [peek(value, 'formErrors'), peek(value, 'fieldErrors')];
  const ofFlat = flat.flatMap((part) => messages(part, [], depth + 1));
  if (ofFlat.length > 0) return ofFlat;
  for (const name of HOLDERS) {
    const held = Object.hasOwn(value, name) ? peek(value, name) : undefined;
    const isMap = FIELD_HOLDERS.test(name) && isObject(held) && !Array.isArray(held);
    // A field may have any name, that of a holder too; those of validators' own lists hardly.
    const isPlain = isMap && name === 'errors' && !NESTED.some((one) => Object.hasOwn(held, one));
    const inside = isPlain ? [] : find(readIn(held), depth + 1);
    if (inside.length > 0) return inside;
    const ofFields = isMap ? fields(name === 'errors' ? held : listsOf(held), [], depth + 1) : [];
    if (ofFields.length > 0) return ofFields;
  }
  return [];
}

/** One of a list: a sentence, or an object that says what is wrong and where. */
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

/** What is said of one field: sentences, objects with a sentence, or the fields within it. */
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

function locate(one: object): Steps {
  const source = peek(one, 'source');
  const pointer = [peek(one, 'pointer'), peek(source, 'pointer'), peek(one, 'instancePath')];
  const written = pointer.find((text) => typeof text === 'string');
  if (typeof written === 'string') return stepsOfPath(written);
  const parameter = peek(source, 'parameter');
  if (typeof parameter === 'string') return ['query', parameter];
  const path = PATHS.map((name) => peek(one, name)).find(isPath);
  const steps = Array.isArray(path)
    ? path.map((step) => String(isObject(step) ? peek(step, 'key') : step))
    : stepsOfPath(typeof path === 'string' ? path : '');
  const part = peek(one, 'location') ?? peek(one, 'in');
  if (typeof part === 'string' && /^(?:query|params|headers|cookies)$/.test(part)) {
    return [part, ...steps];
  }
  // The body is what pointers lead into.
  return steps.length > 1 && steps[0] === 'body' ? steps.slice(1) : steps;
}

function isPath(path: unknown): boolean {
  return Array.isArray(path)
    ? path.length <= MOST_ISSUES
    : typeof path === 'string' && !path.endsWith('Error');
}

function place(steps: Steps, message: string, sent: unknown): Steps {
  if (!isObject(sent)) return steps;
  const [first = '', second] = steps;
  // JSON:API points into its own envelope, also where none was sent.
  if (first === 'data' && second === 'attributes' && !Object.hasOwn(sent, 'data')) {
    return asSent(steps.slice(2), sent);
  }
  if (first === 'body' && steps.length === 1 && !Object.hasOwn(sent, 'body')) return [];
  if (steps.length > 0) return asSent(steps, sent);
  // Sentences of class-validator begin with the path of their field.
  const [word = ''] = message.split(' ', 1);
  const [name = '', ...rest] = stepsOfPath(word);
  return Object.hasOwn(sent, name) ? [name, ...rest] : [];
}

/** A body that is nothing but fields with lists of sentences; single words beside them say other things. */
function bareFields(body: unknown): Found[] {
  if (!isObject(body) || Array.isArray(body)) return [];
  const lists = listsOf(body);
  return Object.values(lists).every((value) => isSentences(value, 0)) ? fields(lists, [], 0) : [];
}

/** Without the members that are single words: only of errors are these what is wrong. */
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

/** Some send their list as a text within the JSON. */
function readIn(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

/** A sentence as a person may read it, if it is one. */
function words(text: string): string | undefined {
  const told = text.trim().replaceAll(/\s+/g, ' ');
  const isShown = told !== '' && told.length <= LONGEST_MESSAGE && !INTERNAL.test(text);
  return isShown ? told : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

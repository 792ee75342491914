// Makes the small changes that a test should notice. It finds them on the syntax tree and returns them as
// edits of the text.
import { parseSync } from 'vite';

export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '>': ['>=', '<='],
  '<=': ['<', '>'],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '&': ['|'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
};

const METHODS: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  every: 'some',
  some: 'every',
  floor: 'ceil',
  ceil: 'floor',
  startsWith: 'endsWith',
  find: 'findLast',
  filter: 'slice',
};

/** Every mutant of a file, in the order of the text. Types, imports and loops are left alone. */
export function mutantsOf(source: string): Mutant[] {
  const { program } = parseSync('mutant.ts', source);
  const mutants: Mutant[] = [];
  const replace = ({ start, end }: Node, ...texts: readonly string[]): void => {
    for (const text of texts) {
      if (source.slice(start, end) !== text) mutants.push({ start, end, text });
    }
  };
  const operator = (left: Node, right: Node, name: string): void => {
    const from = source.indexOf(name, left.end);
    for (const text of SWAPS[name] ?? []) {
      if (from >= 0 && from < right.start)
        mutants.push({ start: from, end: from + name.length, text });
    }
  };

  const visit = (node: Node, parent: Node | undefined): void => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return;
      case 'BinaryExpression':
      case 'LogicalExpression':
      case 'AssignmentExpression':
        operator(node['left'] as Node, node['right'] as Node, String(node['operator']));
        break;
      case 'UnaryExpression':
        if (node['operator'] === '!' || node['operator'] === '-') {
          replace(
            node,
            source.slice((node['argument'] as Node).start, (node['argument'] as Node).end),
          );
        }
        break;
      case 'IfStatement':
      case 'ConditionalExpression':
        replace(node['test'] as Node, 'true', 'false');
        break;
      case 'Literal':
        literal(node, parent);
        break;
      case 'TemplateLiteral':
        replace(node, '``');
        break;
      case 'ArrayExpression':
        replace(node, '[]');
        break;
      case 'BlockStatement':
        if (parent?.type === 'IfStatement' && (node['body'] as Node[]).length > 0)
          replace(node, '{}');
        break;
      case 'CallExpression': {
        const callee = node['callee'] as Node;
        const property =
          callee.type === 'MemberExpression' ? (callee['property'] as Node) : undefined;
        const swap = property && METHODS[String(property['name'])];
        if (property && swap) replace(property, swap);
        break;
      }
      default:
    }
    for (const child of childrenOf(node)) visit(child, node);
  };

  const literal = (node: Node, parent: Node | undefined): void => {
    const { value } = node;
    if (parent?.type === 'Property' && parent['key'] === node) return;
    if (node['regex'] !== undefined) {
      for (const text of regexes(source.slice(node.start, node.end))) replace(node, text);
    } else if (typeof value === 'boolean') replace(node, String(!value));
    else if (typeof value === 'number')
      replace(node, String(value + 1), ...(value > 1 ? [String(value - 1)] : []));
    else if (typeof value === 'string') replace(node, value === '' ? "'mutant'" : "''");
  };

  visit(program as unknown as Node, undefined);
  return mutants.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** A pattern that lost an anchor, a sign or an end. */
function regexes(literal: string): string[] {
  const found: string[] = [];
  const swap = (pattern: RegExp, by: string): void => {
    for (const { index, 0: match } of literal.matchAll(pattern)) {
      found.push(literal.slice(0, index) + by + literal.slice(index + match.length));
    }
  };
  swap(/(?<=[/(|])\^/g, '');
  swap(/(?<!\\)\$(?=[/)|])/g, '');
  swap(/(?<=\{)\d+(?=[,}])/g, '0');
  swap(/(?<=,)\d+(?=\})/g, '9999');
  swap(/(?<=\\)d/g, 'D');
  swap(/(?<=\\)w/g, 'W');
  swap(/(?<=\/[a-z]*)i(?=[a-z]*$)/g, '');
  swap(/(?<=\/[a-z]*)g(?=[a-z]*$)/g, '');
  return found;
}

function childrenOf(node: Node): Node[] {
  // Only the expression inside a type assertion runs, so only that is changed.
  if (/^TS(As|Satisfies|NonNull)/.test(node.type)) return [node['expression'] as Node];
  if (node.type.startsWith('TS')) return [];
  const skipped = ['typeAnnotation', 'returnType', 'typeParameters', 'typeArguments'];
  // A loop without its end would never stop, so only its body is changed.
  if (/^(For|While|DoWhile)/.test(node.type)) skipped.push('test', 'update', 'init');
  return Object.entries(node)
    .filter(([name]) => !skipped.includes(name))
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter((value): value is Node => typeof (value as Node | null)?.type === 'string');
}

export function applyMutant(source: string, { start, end, text }: Mutant): string {
  return source.slice(0, start) + text + source.slice(end);
}

/** A sample that is the same for the same seed, spread over the whole file. */
export function sample<T>(all: readonly T[], size: number, seed: number): T[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const kept = all.map((item, index) => ({ item, index, rank: random() }));
  return kept
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, size)
    .toSorted((a, b) => a.index - b.index)
    .map(({ item }) => item);
}

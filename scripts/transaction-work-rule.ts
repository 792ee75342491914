// A rule of oxlint: the work of a transaction may wait for its own transaction only.

interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}

interface RuleContext {
  report(about: { readonly node: Node; readonly message: string }): void;
}

/** A function that receives a transaction. */
interface Work {
  readonly node: Node;
  /** The names by which it calls its transaction. */
  readonly names: ReadonlySet<string>;
}

const FOREIGN = new Set(['fetch', 'setTimeout', 'setInterval', 'setImmediate', 'sleep', 'scrypt']);
const TRANSACTION_TYPES = new Set(['Transaction', 'Tx']);
/** Functions and members whose argument is the work of a transaction. */
const OPENERS = new Set(['transact', 'inSavepoint', 'inCreation']);

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const child = (node: Node, member: string): Node | undefined => {
  const value = node[member];
  return isNode(value) ? value : undefined;
};
const nameOf = (node: Node | undefined): string =>
  node?.type === 'Identifier' ? String(node['name']) : '';

/** Whether `answers` is true for a part of the syntax. The parent is not a part. */
function some(node: Node, answers: (part: Node) => boolean): boolean {
  if (answers(node)) return true;
  return Object.entries(node).some(([member, value]) => {
    if (member === 'parent') return false;
    const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
    return parts.some((part) => isNode(part) && some(part, answers));
  });
}

function typeNameOf(parameter: Node): string {
  const annotation = child(parameter, 'typeAnnotation');
  const reference = annotation && child(annotation, 'typeAnnotation');
  return nameOf(reference && child(reference, 'typeName'));
}

/** Whether a function is given to a function that opens a transaction, as an argument or as `work`. */
function isWork(node: Node): boolean {
  const parent = child(node, 'parent');
  if (parent?.type === 'Property') return nameOf(child(parent, 'key')) === 'work';
  if (parent?.type !== 'CallExpression' || child(parent, 'callee') === node) return false;
  const callee = child(parent, 'callee');
  if (OPENERS.has(nameOf(callee))) return true;
  if (callee?.type !== 'MemberExpression') return false;
  const onto = child(callee, 'object');
  const opens = onto && some(onto, (part) => nameOf(child(part, 'property')) === 'transaction');
  return nameOf(child(callee, 'property')) === 'execute' && opens === true;
}

function toWork(node: Node): Work | undefined {
  const parameters = (node['params'] as readonly Node[] | undefined) ?? [];
  const typed = parameters.filter((one) => TRANSACTION_TYPES.has(typeNameOf(one)));
  const [first] = parameters;
  const given = isWork(node) ? [...(first ? [first] : []), ...typed] : typed;
  if (given.length === 0 && !isWork(node)) return undefined;
  return { node, names: new Set(given.map((one) => nameOf(one)).filter((name) => name !== '')) };
}

const MESSAGE =
  'The work of a transaction waits for its own transaction only: everybody else waits for its connection and locks meanwhile. Do this before or after it.';

const rule = {
  create(context: RuleContext) {
    const open: (Work | undefined)[] = [];
    const enter = (node: Node): void => void open.push(toWork(node));
    const leave = (): void => void open.pop();
    const names = (): readonly string[] => open.flatMap((work) => [...(work?.names ?? [])]);
    const isInWork = (): boolean => open.some((work) => work !== undefined);
    return {
      FunctionDeclaration: enter,
      'FunctionDeclaration:exit': leave,
      FunctionExpression: enter,
      'FunctionExpression:exit': leave,
      ArrowFunctionExpression: enter,
      'ArrowFunctionExpression:exit': leave,
      AwaitExpression(node: Node) {
        if (!isInWork()) return;
        const own = new Set(names());
        if (!some(node, (part) => own.has(nameOf(part))))
          context.report({ node, message: MESSAGE });
      },
      CallExpression(node: Node) {
        const callee = child(node, 'callee');
        const isForeign =
          FOREIGN.has(nameOf(callee)) ||
          (callee !== undefined &&
            some(callee, (part) => nameOf(child(part, 'property')) === 'subtle'));
        if (isForeign && isInWork()) context.report({ node, message: MESSAGE });
      },
    };
  },
};

export default { meta: { name: 'holdfast' }, rules: { 'transaction-work': rule } };

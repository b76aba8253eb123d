import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { parseSync } from 'vite';

/** A source file as the rules of the house see it. */
export interface Module {
  /** Path from the root of the project, e.g. 'src/core/maths.ts'. */
  readonly path: string;
  /** Specifiers of all that it imports: code, types and the scripts of workers. */
  readonly imports: readonly string[];
  /** `Math.…`, `Date…`, `performance.now` and `**`, wherever the code (not a comment) says them. */
  readonly impurities: readonly string[];
}

const SCRIPT = /\.(ts|tsx|mjs|js)$/;

/** Parts of a syntax tree that are looked at; all other fields are walked through. */
interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
  } else if (isNode(value)) {
    visit(value);
    for (const field of Object.values(value)) walk(field, visit);
  }
}

const text = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Literal' && typeof node['value'] === 'string'
    ? node['value']
    : undefined;

const name = (node: unknown): string | undefined =>
  isNode(node) && node.type === 'Identifier' ? String(node['name']) : undefined;

const isNumber = (node: unknown, value?: number): boolean =>
  isNode(node) &&
  node.type === 'Literal' &&
  typeof node['value'] === 'number' &&
  (value === undefined || node['value'] === value);

/** The specifier of a node that is an import of any form. */
function importOf(node: Node): string | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
      return text(node['source']);
    case 'TSImportType':
      return text(node['source']) ?? text(node['argument']);
    case 'NewExpression': {
      const [url, base] = node['arguments'] as readonly unknown[];
      const specifier = text(url);
      const ofModule = isNode(base) && base.type === 'MemberExpression';
      if (name(node['callee']) !== 'URL' || !ofModule) return undefined;
      return specifier !== undefined && SCRIPT.test(specifier) ? specifier : undefined;
    }
    default:
      return undefined;
  }
}

/** Names the reason why a node breaks the contract of determinism; undefined where it keeps it. */
function impurityOf(node: Node): string | undefined {
  if (node.type === 'MemberExpression') {
    const object = name(node['object']);
    const property = name(node['property']) ?? text(node['property']) ?? '…';
    if (object === 'Math' || object === 'Date' || object === 'performance' || object === 'crypto') {
      return `${object}.${property}`;
    }
  }
  if (node.type === 'NewExpression' && name(node['callee']) === 'Date') return 'new Date';
  if (node.type === 'BinaryExpression' && node['operator'] === '**') {
    // powers of two written as such, like 2 ** 32, are exact everywhere
    return isNumber(node['left'], 2) && isNumber(node['right']) ? undefined : '**';
  }
  if (node.type === 'AssignmentExpression' && node['operator'] === '**=') return '**';
  if (node.type === 'VariableDeclarator' && name(node['init']) === 'Math')
    return 'Math, taken apart';
  return undefined;
}

export function readModule(path: string, code: string): Module {
  const { program, errors } = parseSync(path, code);
  const [error] = errors;
  if (error) throw new SyntaxError(`${path}: ${error.message}`);
  const imports: string[] = [];
  const impurities: string[] = [];
  walk(program, (node) => {
    const imported = importOf(node);
    if (imported !== undefined) imports.push(imported);
    const impurity = impurityOf(node);
    if (impurity !== undefined) impurities.push(impurity);
  });
  return { path, imports, impurities };
}

/** All modules below src; kernels are another language, and what is built is not read. */
export function readModules(root: string): Module[] {
  return readdirSync(`${root}/src`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SCRIPT.test(entry.name))
    .map((entry) => posix.relative(root, posix.join(entry.parentPath, entry.name)))
    .filter((path) => !path.endsWith('.as.ts') && !path.includes('/build/'))
    .sort()
    .map((path) => readModule(path, readFileSync(`${root}/${path}`, 'utf8')));
}

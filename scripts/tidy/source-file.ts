import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

/** A text file of the repository. */
export interface SourceFile {
  /** From the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

const unread = /^(node_modules|\.git|\.next|\.cache|out|generated|test-results|playwright-report)$/;
const isText = /\.(ts|tsx|mjs|cjs|js|json|md|mdx|css|yml|yaml|html|svg)$|^\.(oxlintrc|npmrc|gitignore)|^run$|^LICENSE$/;

/** Every text file below a folder, apart from what is installed or made. */
export function sourceFiles(root: string, folder = root): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): SourceFile[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return unread.test(entry.name) ? [] : sourceFiles(root, path);
    return isText.test(entry.name) ? [{ path: relative(root, path).replaceAll(sep, '/'), text: readFileSync(path, 'utf8') }] : [];
  });
}

export const isTest = ({ path }: SourceFile) => /\.(test|spec)\.tsx?$|^e2e\/|\/testing\//.test(path);
export const isCode = ({ path }: SourceFile) => /\.(ts|tsx|mjs|cjs|js)$/.test(path);

export const parse = ({ path, text }: SourceFile) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

/** Every node of a file's syntax, with the line that it begins in. */
export function* nodesOf(file: SourceFile): Generator<{ readonly node: ts.Node; readonly line: number }> {
  const source = parse(file);
  const waiting: ts.Node[] = [source];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield { node, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1 };
    node.forEachChild((child) => void waiting.push(child));
  }
}

/** The lines that hold a match, counted from 1. */
export function linesWith(text: string, pattern: RegExp): number[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [index + 1] : []));
}

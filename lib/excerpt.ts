import ts from 'typescript';

/** Whole lines of a pattern's file, as they stand there but for their common indentation. */
export interface Excerpt {
  /** 1-based numbers of its first and last line in the file. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** How many lines the file has. */
  readonly linesInFile: number;
  readonly lines: readonly string[];
  /** How many spaces each line had more. */
  readonly indent: number;
}

/**
 * @param file the file's name, for errors.
 * @param from the name of a declaration (`admit`, `CircuitBreaker.admit`), or words that stand on exactly one line: the statement that begins there.
 * @throws an error that lists the declarations where `from` is none of them and stands on no line, or on several.
 */
export function findExcerpt(file: string, source: string, from: string): Excerpt {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const declarations = declarationsOf(parsed);
  const named = declarations.filter(({ name, path }) => name === from || path === from).map(({ node }) => node);
  const found = named.length > 0 ? named : statementsWith(parsed, source, from);
  if (found.length === 1 && found[0]) return cut(parsed, source, found[0]);
  const problem = found.length > 1 ? `is found ${found.length} times` : 'names nothing';
  throw new Error(`<Excerpt from="${from}"> ${problem} in ${file}. Name one of ${declarations.map(({ path }) => path).join(', ')}, or words that stand on one line only.`);
}

interface Declaration {
  readonly name: string;
  readonly path: string;
  readonly node: ts.Node;
}

/** Top-level declarations and the members of classes and interfaces; of overloads the one with the body. */
function declarationsOf(parsed: ts.SourceFile): Declaration[] {
  return parsed.statements.flatMap((statement): Declaration[] => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.map(({ name }) => ({ name: name.getText(), path: name.getText(), node: statement }));
    }
    if (ts.isFunctionDeclaration(statement)) return statement.body && statement.name ? [{ name: statement.name.text, path: statement.name.text, node: statement }] : [];
    if (ts.isTypeAliasDeclaration(statement)) return [{ name: statement.name.text, path: statement.name.text, node: statement }];
    if (!ts.isClassDeclaration(statement) && !ts.isInterfaceDeclaration(statement)) return [];
    const owner = statement.name?.text ?? 'default';
    const members = [...statement.members].filter((member) => !ts.isMethodDeclaration(member) || member.body);
    return [
      { name: owner, path: owner, node: statement },
      ...members.map((node): Declaration => {
        const name = ts.isConstructorDeclaration(node) ? 'constructor' : (node.name?.getText() ?? '');
        return { name, path: `${owner}.${name}`, node };
      }),
    ];
  });
}

/** For each line that holds the words, the outermost statement or member that begins on it. */
function statementsWith(parsed: ts.SourceFile, source: string, words: string): ts.Node[] {
  const lines = source.split('\n').flatMap((text, line) => (text.includes(words) ? [line] : []));
  const found: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    const line = parsed.getLineAndCharacterOfPosition(node.getStart()).line;
    if ((ts.isStatement(node) || ts.isClassElement(node) || ts.isTypeElement(node)) && lines.includes(line)) found.push(node);
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(parsed, visit);
  return found;
}

function cut(parsed: ts.SourceFile, source: string, node: ts.Node): Excerpt {
  const first = parsed.getLineAndCharacterOfPosition(node.getStart()).line;
  const last = parsed.getLineAndCharacterOfPosition(node.getEnd()).line;
  const inFile = source.replace(/\n$/, '').split('\n');
  const cutOut = inFile.slice(first, last + 1);
  const indents = cutOut.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = Math.min(...indents);
  return { firstLine: first + 1, lastLine: last + 1, linesInFile: inFile.length, lines: cutOut.map((line) => line.slice(indent)), indent };
}

/**
 * The 0-based line of the excerpt that holds the words.
 * @throws where none does, or several do.
 */
export function lineWith(excerpt: Excerpt, words: string): number {
  const found = excerpt.lines.flatMap((text, line) => (text.includes(words) ? [line] : []));
  if (found.length === 1 && found[0] !== undefined) return found[0];
  throw new Error(`A note points at the line with "${words}", which stands on ${found.length} lines of the excerpt:\n${excerpt.lines.join('\n')}`);
}

import ts from 'typescript';
import { linesMax } from '../async/cursor.ts';
import { ownNames } from './build.ts';
import { isFree, isReference, writtenIn } from './names.ts';

/** What is wrong with the code and what to write instead; line and column count from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

const taken: ReadonlySet<string> = new Set(Object.values(ownNames).filter((name) => name !== 'require' && name !== 'exports'));
const moduleNames: ReadonlySet<string> = new Set(['require', 'exports']);

export const refusedGlobals: Readonly<Record<string, string>> = {
  eval: 'eval makes code from text, which a simulation cannot follow: write a function.',
  WeakRef: 'WeakRef depends on when memory is collected: hold the object, or a Map with an expiry.',
  FinalizationRegistry: 'FinalizationRegistry depends on when memory is collected: release explicitly, in finally.',
  Intl: 'Intl depends on the reader\'s language and version of the browser: format by hand.',
};

export const refusedMembers: Readonly<Record<string, string>> = {
  localeCompare: 'localeCompare depends on the reader\'s language: compare with < and >.',
  toLocaleString: 'toLocaleString depends on the reader\'s language: use String, toFixed or toISOString.',
  toLocaleDateString: 'toLocaleDateString depends on the reader\'s language: use toISOString.',
  toLocaleTimeString: 'toLocaleTimeString depends on the reader\'s language: use toISOString.',
  toLocaleUpperCase: 'toLocaleUpperCase depends on the reader\'s language: use toUpperCase.',
  toLocaleLowerCase: 'toLocaleLowerCase depends on the reader\'s language: use toLowerCase.',
  fromAsync: 'fromAsync is not in every browser: use for await and push.',
};

/**
 * The early errors of the language: what TypeScript reports in a JavaScript file that it does not check (its plainJSErrors),
 * and assignments to what cannot be assigned to.
 */
const earlyErrors: ReadonlySet<number> = new Set([
  17, 1005, 1009, 1013, 1014, 1029, 1030, 1031, 1042, 1044, 1048, 1049, 1053, 1054, 1089, 1090, 1091, 1097, 1100, 1101, 1102, 1104, 1105,
  1106, 1107, 1111, 1113, 1114, 1115, 1116, 1123, 1155, 1156, 1162, 1171, 1172, 1174, 1182, 1184, 1186, 1188, 1189, 1190, 1191, 1193, 1197,
  1200, 1210, 1211, 1214, 1215, 1248, 1255, 1258, 1262, 1308, 1312, 1325, 1341, 1344, 1358, 1359, 1368, 1450, 1451, 1473, 1474, 2300, 2335,
  2337, 2357, 2364, 2392, 2451, 2462, 2480, 2492, 2501, 2528, 2566, 2588, 2633, 2752, 2753, 2779, 2803, 2839, 2852, 5076, 17001, 17009, 17012,
  18006, 18007, 18012, 18013, 18016, 18036, 18038, 18041,
]);

/** Everything for which the code cannot be run, in the order in which it stands. Early errors need a program that checks. */
export function problemsIn(program: ts.Program, source: ts.SourceFile, checking: (() => ts.Program) | undefined): Problem[] {
  const problems: Problem[] = [];
  const add = (position: number, message: string) => {
    const { line, character } = source.getLineAndCharacterOfPosition(position);
    problems.push({ line: line + 1, column: character + 1, message });
  };
  const report = (found: readonly ts.Diagnostic[]) => {
    for (const { start, messageText } of found) add(start ?? 0, ts.flattenDiagnosticMessageText(messageText, ' '));
  };
  report(program.getSyntacticDiagnostics(source));
  if (problems.length > 0) return problems;
  const lines = source.getLineStarts().length;
  if (lines > linesMax) add(0, `The file has ${lines} lines, and ${linesMax} is the most that can be run: split it.`);
  refuse(source, program.getTypeChecker(), (node, message) => add(node.getStart(source), message));
  if (problems.length === 0 && checking !== undefined) report(earlyErrorsIn(checking(), source.fileName));
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

function earlyErrorsIn(program: ts.Program, file: string): readonly ts.Diagnostic[] {
  try {
    return program.getSemanticDiagnostics(program.getSourceFile(file)).filter(({ code }) => earlyErrors.has(code));
  } catch {
    // The checker itself fails on rare code, such as a thenable that an async generator yields. Such code can still be run.
    return [];
  }
}

type Refuse = (node: ts.Node, message: string) => void;

function refuse(source: ts.SourceFile, checker: ts.TypeChecker, add: Refuse): void {
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    const message = refusedSyntax(node) ?? (ts.isIdentifier(node) ? refusedName(node, checker) : undefined);
    if (message !== undefined) add(node, message);
    else ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  for (const written of writtenIn(source)) {
    if (isFree(written, checker)) add(written, `${written.text} is not declared here: write const or let before it.`);
  }
}

function refusedName(node: ts.Identifier, checker: ts.TypeChecker): string | undefined {
  const { text, parent } = node;
  if (taken.has(text) || /^\$(body|argument)\d/.test(text)) return `The name ${text} is the simulation's own: choose another.`;
  if (moduleNames.has(text) && ts.isSourceFile(declarationScope(node))) return `The name ${text} is the module's own: choose another.`;
  if (!isReference(node) || !isFree(node, checker)) return undefined;
  if (Object.hasOwn(refusedGlobals, text)) return refusedGlobals[text];
  if (text === 'Function' && (ts.isNewExpression(parent) || ts.isCallExpression(parent)) && parent.expression === node) {
    return 'new Function makes code from text, which a simulation cannot follow: write a function.';
  }
  const isInFunction = ts.findAncestor(node, (outer) => ts.isFunctionLike(outer) && !ts.isArrowFunction(outer)) !== undefined;
  if (text === 'arguments' && !isInFunction) return 'There are no arguments outside of a function: name the parameters.';
  return undefined;
}

/** The block or file in which an identifier is declared, when it is being declared. */
function declarationScope(node: ts.Identifier): ts.Node {
  const { parent } = node;
  const isDeclared =
    (ts.isVariableDeclaration(parent) || ts.isFunctionDeclaration(parent) || ts.isClassDeclaration(parent) || ts.isBindingElement(parent)) && parent.name === node;
  if (!isDeclared) return node;
  return ts.findAncestor(parent, (outer) => ts.isSourceFile(outer) || ts.isBlock(outer) || (outer !== parent && ts.isFunctionLike(outer))) ?? node;
}

function refusedSyntax(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && Object.hasOwn(refusedMembers, node.name.text)) return refusedMembers[node.name.text];
  if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression) && Object.hasOwn(refusedMembers, node.argumentExpression.text)) {
    return refusedMembers[node.argumentExpression.text];
  }
  if (ts.isWithStatement(node)) return 'with hides which names are meant: name the object.';
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return 'import.meta is not there in a simulation: pass what is needed as a port.';
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return 'A simulation loads nothing while it runs: import at the top of the file.';
  if (ts.isYieldExpression(node) && node.asteriskToken !== undefined && isAsync(functionAround(node))) {
    return 'yield* in an async generator is not supported: write for await (const item of …) yield item;';
  }
  if ((ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined)) && functionAround(node) === undefined) {
    return 'await at the top of a file would run while it loads: put it into an async function.';
  }
  if (ts.isEnumDeclaration(node)) return 'An enum is more than a type: write a union of texts, or a const object.';
  if (ts.isModuleDeclaration(node) && !isDeclaredOnly(node)) return 'A namespace is more than a type: write a module or an object.';
  if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent)) return 'A parameter property is more than a type: declare the field and assign it.';
  if (ts.isImportEqualsDeclaration(node) || ts.isExportAssignment(node) && node.isExportEquals === true) return 'Write import and export as the language has them.';
  if (ts.isDecorator(node)) return 'Decorators are not in every browser: call the function.';
  if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Using) !== 0) return 'using is not in every browser: write try and finally.';
  return undefined;
}

const functionAround = (node: ts.Node) => ts.findAncestor(node.parent, ts.isFunctionLike);
const isDeclaredOnly = (node: ts.ModuleDeclaration) => node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) ?? false;
const isAsync = (node: ts.Node | undefined) =>
  node !== undefined && ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false);

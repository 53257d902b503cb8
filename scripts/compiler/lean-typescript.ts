import ts from 'typescript';

/** Parts of the language service that an editor of one file does not ask for, with what its other parts take from them. What only the rest of them holds falls away. */
const unasked: Readonly<Record<string, readonly string[]>> = {
  JsTyping: [], NavigateTo: [], NavigationBar: [], refactor: [], BreakpointResolver: [], CallHierarchy: [], GoToDefinition: [], InlayHints: [], MapCode: [],
  OrganizeImports: [], OutliningElementsCollector: [], Rename: [], SmartSelectionRange: [], PasteEdits: [], preparePasteEdits: [], FindAllReferences: [],
  codefix: [], textChanges: [], formatting: ['getRangeOfEnclosingComment'], SignatureHelp: ['getArgumentInfoForCompletions'],
};
/** Steps of emitting that code for ES2022 and CommonJS without JSX and declarations never takes. */
const untaken: ReadonlySet<string> = new Set([
  'transformES2015', 'transformES2016', 'transformES2017', 'transformES2018', 'transformES2019', 'transformES2020', 'transformES2021', 'transformGenerators',
  'transformSystemModule', 'transformJsx', 'transformDeclarations', 'transformLegacyDecorators',
]);
const registrations: ReadonlySet<string> = new Set(['registerCodeFix', 'registerRefactor']);
/** Namespaces that fill themselves where they stand, and belong to what is left out. */
const unfilled: ReadonlySet<string> = new Set([
  'Core', 'DocumentHighlights', 'SmartIndenter', 'changesToText', '_deleteDeclaration', 'BuilderState',
]);

const opening = 'var ts = {}; ((module) => {\n"use strict";\n';
const serverBegins = '// src/server/';
const ownNamespace = 'typescript_exports';

/**
 * Turns typescript.js, one function that hands out one object, into a module from which a bundler can leave out what nobody uses: exports by
 * name, a variable for each diagnostic, namespaces that are pure, and without the server.
 * @throws Error where the text is not put together as that of the version for which this is written
 */
export function leanTypescript(text: string): string {
  const begin = text.indexOf(opening);
  const end = text.indexOf(serverBegins);
  if (begin < 0 || end < 0) throw unexpected('the function around it or its server');
  const body = text.slice(begin + opening.length, end);
  const source = ts.createSourceFile('typescript.js', body, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS);
  const edits: Edit[] = [];
  const exported: string[] = [];
  for (const statement of source.statements) {
    const called = calledIn(statement);
    if (isLeftOut(statement)) edits.push({ at: statement, put: '' });
    else if (called === undefined) edits.push(...editsOfDeclaration(statement, body));
    else if (called.name === '__export') {
      const [target, all] = called.values;
      if (target === undefined || all === undefined || !ts.isIdentifier(target)) throw unexpected('a namespace');
      if (target.text === ownNamespace) exported.push(...namesIn(all));
      edits.push({ at: statement, put: target.text === ownNamespace ? '' : `${target.text} = /* @__PURE__ */ __filled({ ${membersOf(target.text, all, body)} });` });
    }
  }
  if (exported.length === 0) throw unexpected('its exports');
  const declared = declaredIn(source);
  const licence = text.slice(0, text.indexOf('*/') + 2);
  // One fix of the left out parts lists them all.
  const lean = edited(body, edits).replace('Object.keys(Diagnostics)', '[]').replace(/\bDiagnostics\.(\w+)/g, 'Diagnostics_$1').replace(/^var (ts_\w+_exports) = \{\};\n\n?\1 = /gm, 'var $1 = ');
  return `${licence}\nvar __filled = (all) => { const target = {}; __export(target, all); return target; };\n${lean}\nexport { ${exported.filter((name) => name !== 'Diagnostics' && declared.has(name)).join(', ')} };\n`;
}

interface Edit {
  readonly at: ts.Node;
  readonly put: string;
}

function edited(text: string, edits: readonly Edit[]): string {
  let done = 0;
  const parts: string[] = [];
  for (const { at, put } of edits) {
    parts.push(text.slice(done, at.pos), '\n', put);
    done = at.end;
  }
  return [...parts, text.slice(done)].join('');
}

function calledIn(statement: ts.Statement): { readonly name: string; readonly values: readonly ts.Expression[] } | undefined {
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return undefined;
  const { expression, arguments: values } = statement.expression;
  return ts.isIdentifier(expression) ? { name: expression.text, values } : undefined;
}

/** Registrations and namespaces of what is left out, and how a package of Node is handed out. */
function isLeftOut(statement: ts.Statement): boolean {
  if (!ts.isExpressionStatement(statement)) return false;
  const { expression } = statement;
  if (ts.isBinaryExpression(expression)) return ts.isPropertyAccessExpression(expression.left) && expression.left.name.text === 'exports';
  if (!ts.isCallExpression(expression)) return false;
  if (ts.isIdentifier(expression.expression)) return registrations.has(expression.expression.text);
  const [filled] = expression.arguments;
  return filled !== undefined && ts.isBinaryExpression(filled) && ts.isIdentifier(filled.left) && unfilled.has(filled.left.text);
}

function editsOfDeclaration(statement: ts.Statement, body: string): Edit[] {
  if (ts.isFunctionDeclaration(statement) && statement.name !== undefined && untaken.has(statement.name.text)) {
    const { text } = statement.name;
    return [{ at: statement, put: `function ${text}() { throw new Error('${text} was left out'); }` }];
  }
  if (!ts.isVariableStatement(statement)) return [];
  const [declaration] = statement.declarationList.declarations;
  if (declaration?.initializer === undefined || !ts.isIdentifier(declaration.name) || declaration.name.text !== 'Diagnostics') return [];
  return [{ at: statement, put: diagnosticsIn(declaration.initializer, body).join('\n') }];
}

/** Each diagnostic as a variable of its own; its key, which only translations look at, is left out. */
function diagnosticsIn(table: ts.Expression, body: string): string[] {
  if (!ts.isObjectLiteralExpression(table)) throw unexpected('its table of diagnostics');
  return table.properties.map((property) => {
    if (!ts.isPropertyAssignment(property) || !ts.isIdentifier(property.name) || !ts.isCallExpression(property.initializer)) throw unexpected('a diagnostic');
    const [code, category, , ...rest] = property.initializer.arguments.map((value) => body.slice(value.pos, value.end));
    return `var Diagnostics_${property.name.text} = /* @__PURE__ */ diag(${[code, category, "''", ...rest].join(', ')});`;
  });
}

/** What a namespace is filled with. */
function membersOf(namespace: string, all: ts.Expression, body: string): string {
  if (!ts.isObjectLiteralExpression(all)) throw unexpected(`what ${namespace} holds`);
  const kept = unasked[namespace.replace(/^ts_|_exports$/g, '')];
  return all.properties
    .filter(({ name }) => kept === undefined || (name !== undefined && ts.isIdentifier(name) && kept.includes(name.text)))
    .map(({ pos, end }) => body.slice(pos, end))
    .join(',');
}

/** The names of a namespace that are those of its members too. */
const namesIn = (all: ts.Expression): readonly string[] =>
  ts.isObjectLiteralExpression(all)
    ? all.properties.flatMap((property) =>
        ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && ts.isArrowFunction(property.initializer) &&
        ts.isIdentifier(property.initializer.body) && property.initializer.body.text === property.name.text
          ? [property.name.text]
          : [])
    : [];

function declaredIn(source: ts.SourceFile): ReadonlySet<string> {
  const names = source.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    return (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name !== undefined ? [statement.name.text] : [];
  });
  return new Set(names);
}

const unexpected = (what: string) => new Error(`typescript.js is not as it was: ${what} was not found. Mend scripts/compiler/lean-typescript.ts for the version that is installed.`);

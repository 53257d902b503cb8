import ts from 'typescript';
import { isCode, isTest, linesWith, nodesOf, parse, type SourceFile } from './source-file.ts';
import { realTimeOrChance } from './real-time-or-chance.ts';

/** A rule of the house that lint cannot say: the lines of a file that break it. */
export interface TidyRule {
  /** What holds of every file, as a sentence. */
  readonly name: string;
  readonly problems: (file: SourceFile, all: readonly SourceFile[]) => readonly number[];
}

const isPatternFile = (file: SourceFile) => /^patterns\/([a-z0-9-]+)\/\1(\.[a-z0-9-]+)?\.ts$/.test(file.path) && !isTest(file) && !/\.(machine|bench)\.ts$/.test(file.path);
const isScenario = ({ path }: SourceFile) => /^patterns\/[a-z0-9-]+\/scenario(\.ts$|\/)/.test(path);

const patternFilesImportNothing: TidyRule = {
  name: "A pattern's own file imports nothing, not even a type",
  problems: (file) => {
    if (!isPatternFile(file)) return [];
    return ts.preProcessFile(file.text, true, true).importedFiles.map(({ pos }) => file.text.slice(0, pos).split('\n').length);
  },
};

/** A pattern's file, seen from a scenario: not its statechart, not a part of the scenario. */
const patternImport = /^(\.\/|\.\.\/|\.\.\/\.\.\/)([a-z0-9-]+\/)?(?!scenario)[a-z0-9-]+(\.(?!machine\.ts$)[a-z0-9-]+)?\.ts$/;

const scenariosImportPatternsAsTypes: TidyRule = {
  name: "A scenario takes a pattern's files as types only: the build hands it their values",
  problems: (file, all) => {
    if (!isScenario(file) || isTest(file)) return [];
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    return [...nodesOf(file)].flatMap(({ node, line }) => {
      if (!ts.isImportDeclaration(node) || node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
      const target = (node.moduleSpecifier as ts.StringLiteral).text;
      if (!patternImport.test(target)) return [];
      const path = new URL(target, `file:///${folder}/`).pathname.slice(1);
      return all.some((other) => other.path === path && isPatternFile(other)) ? [line] : [];
    });
  },
};

const articlesImportNothing: TidyRule = {
  name: 'An article imports nothing: its tags come from mdx-components.tsx',
  problems: ({ path, text }) => {
    if (!path.startsWith('content/')) return [];
    const withoutFences = text.replace(/^( *)(`{3,}|~{3,})[^]*?^\1\2/gm, (fence) => fence.replace(/[^\n]/g, ''));
    return linesWith(withoutFences, /^import\s/);
  },
};

export const slugsStayInTheirFolders: TidyRule = {
  name: 'No file outside patterns/, content/ and the tests names a slug: the folder is the registry',
  problems: (file, all) => {
    if (!isCode(file) || isTest(file) || /^(patterns|content)\//.test(file.path)) return [];
    const slugs = new Set(all.flatMap(({ path }) => /^patterns\/([a-z0-9-]+)\/scenario\.ts$/.exec(path)?.[1] ?? []));
    if (slugs.size === 0) return [];
    return linesWith(file.text, new RegExp(`(^|['"\`/\\s])(${[...slugs].join('|')})(['"\`/.]|$)`));
  },
};

/** Files that are longer and may only get shorter. */
const longFiles: Readonly<Record<string, number>> = {};

const filesAreReadInOneSitting: TidyRule = {
  name: 'No file is longer than 300 lines, apart from tests',
  problems: (file) => {
    if (!isCode(file) || isTest(file)) return [];
    const lines = file.text.trimEnd().split('\n').length;
    return lines > (longFiles[file.path] ?? 300) ? [lines] : [];
  },
};

const nothingIsLeftOpen: TidyRule = {
  name: 'Nothing is left for later, and no test runs alone or is skipped',
  problems: (file) => (file.path.startsWith('scripts/tidy/') ? [] : linesWith(file.text, /\b(TODO|FIXME|XXX)\b|\b(it|test|describe)\.(only|skip|todo)\(/)),
};

const noBarrels: TidyRule = {
  name: 'No file only hands on what other files export',
  problems: (file) => {
    if (!/\.(ts|tsx)$/.test(file.path) || file.path.endsWith('.d.ts') || file.path === 'scripts/node-test-on-vitest.ts') return [];
    const { statements } = parse(file);
    const handsOn = statements.filter((statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined);
    return statements.length > 0 && statements.every((statement) => handsOn.includes(statement as ts.ExportDeclaration) || ts.isImportDeclaration(statement)) && handsOn.length > 0 ? [1] : [];
  },
};

const oneEffectAFile: TidyRule = {
  name: 'A component reaches outside React in one place: at most one effect a file',
  problems: (file) => {
    if (!/^(components|app)\/.*\.tsx?$/.test(file.path) || isTest(file)) return [];
    return [...nodesOf(file)]
      .filter(({ node }) => ts.isCallExpression(node) && ts.isIdentifier(node.expression) && /^use(Layout|Insertion)?Effect$/.test(node.expression.text))
      .map(({ line }) => line)
      .sort((a, b) => a - b)
      .slice(1);
  },
};

const noPathsOfAMachine: TidyRule = {
  name: 'No file holds a path of one machine',
  problems: ({ path, text }) =>
    path.startsWith('scripts/tidy/') ? [] : linesWith(text, /(^|[^\w.\-/])\/(home|Users|root|work|workspace|tmp|mnt)\/[\w.]|\.\.\/shared\/|\b[A-Z]:\\\\?Users\\/),
};

const lockHasNoAddresses: TidyRule = {
  name: 'package-lock.json holds no addresses of a registry',
  problems: ({ path, text }) => (path === 'package-lock.json' ? linesWith(text, /"resolved": *"/) : []),
};

const noRealTimeOrChance: TidyRule = {
  name: 'Simulated code has neither real time nor real chance, nor functions that engines disagree on, but as the default of a port',
  problems: (file) => realTimeOrChance(file),
};

export const tidyRules: readonly TidyRule[] = [
  patternFilesImportNothing,
  scenariosImportPatternsAsTypes,
  articlesImportNothing,
  slugsStayInTheirFolders,
  filesAreReadInOneSitting,
  nothingIsLeftOpen,
  noBarrels,
  oneEffectAFile,
  noPathsOfAMachine,
  lockHasNoAddresses,
  noRealTimeOrChance,
];

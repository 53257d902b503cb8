import type ts from 'typescript';
import type { Home } from './lifting.ts';
import type { Reports } from './reports.ts';

/** `virtual` runs on the kernel's promises, `native` on the engine's own: the latter is for tests and benches. */
export type Executor = 'virtual' | 'native';

/** The function whose body is being compiled. */
export interface Frame {
  readonly kind: 'function' | 'generator' | 'async' | 'async-generator';
  /** Its body became a generator that the runtime runs, and that keeps its caller's position. */
  readonly lowered: boolean;
  /** `super.x` has to be asked of an arrow function, since a generator has no `super`. */
  readonly superIsLowered: boolean;
  /** The line that was marked last. */
  line: number;
}

/** One file being compiled, and the ways from one kind of node to the others. */
export interface Compilation {
  readonly source: ts.SourceFile;
  readonly checker: ts.TypeChecker;
  readonly context: ts.TransformationContext;
  readonly executor: Executor;
  /** Global names that the code uses and a scope has. */
  readonly globals: Set<string>;
  /** Whether its products and shifts may be BigInts. */
  readonly hasBigInts: boolean;
  /** Variables that cannot be handed on as a value. */
  readonly reassigned: ReadonlySet<ts.Symbol>;
  /** Bodies of async functions, and the lists of statements at whose end they are to stand. */
  readonly lifted: { readonly home: Home; readonly body: ts.Statement }[];
  /** Where the code tells that it came there. */
  readonly reports: Reports;
  /** Where each await site stands. */
  readonly awaits: { line: number; column: number }[];
  lineOf(node: ts.Node): number;
  expression(node: ts.Expression, frame: Frame): ts.Expression;
  /** Any node that is neither a statement list nor a function. */
  node(node: ts.Node, frame: Frame): ts.Node;
  statements(list: readonly ts.Statement[], frame: Frame): ts.Statement[];
  /** The statements of a block or file, with the bodies that were lifted to its end. */
  whole(home: Home, frame: Frame): ts.Statement[];
  /** A function, class or any other node that has a frame of its own. */
  functionLike(node: ts.FunctionLikeDeclaration, frame: Frame): ts.FunctionLikeDeclaration;
}

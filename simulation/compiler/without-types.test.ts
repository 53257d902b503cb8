import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { withoutTypes } from './without-types.ts';

const text = `interface Port<T> extends Iterable<T> { now(): T }
type Both<A, B = A> = A & B;
export class Box<T extends object> extends Map<string, T> implements Port<T> {
  readonly #held?: Array<T>;
  constructor(private readonly held: T, ...rest: readonly string[]) { super(); }
  get<K extends keyof T>(key: K): T[K] { return (this.held as T)[key]!; }
  now = (): T => <T>this.held satisfies T;
}
const made = new Box<{ a: 1 }>({ a: 1 } as const), isBox = (value: unknown): value is Box<{}> => value instanceof Box;
`;

describe('a file without its types', () => {
  it('has none left, and everything else where it was', () => {
    const parsed = () => ts.createSourceFile('a.ts', text, ts.ScriptTarget.ES2022, true);
    const spotsOf = (source: ts.SourceFile) => {
      const spots: string[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
        if (ts.isIdentifier(node)) spots.push(`${node.text} ${node.getStart(source)}`);
        ts.forEachChild(node, visit);
      };
      visit(source);
      return spots;
    };
    const typesOf = (source: ts.SourceFile) => {
      const types: ts.Node[] = [];
      const visit = (node: ts.Node): void => {
        if ((ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) || ts.isTypeParameterDeclaration(node)) types.push(node);
        ts.forEachChild(node, visit);
      };
      visit(source);
      return types;
    };
    const stripped = withoutTypes(parsed());
    expect(typesOf(stripped).map(({ kind }) => kind)).toEqual(typesOf(stripped).map(() => ts.SyntaxKind.AnyKeyword));
    expect(spotsOf(parsed())).toEqual(expect.arrayContaining(spotsOf(stripped)));
    expect(spotsOf(stripped).map((spot) => spot.split(' ')[0])).toEqual([
      'Port', 'Both', 'Box', 'Map', 'held', 'rest', 'get', 'key', 'held', 'key', 'now', 'held', 'made', 'Box', 'a', 'isBox', 'value', 'value', 'Box',
    ]);
  });

  it('is what early errors are looked for in, so that types keep the compiler busy no longer than other code', () => {
    const loops = Array.from({ length: 40 }, (_, n) => `type Long${n}<N extends number, T extends 0[] = []> = T['length'] extends N ? T : Long${n}<N, [...T, 0]>; let a${n}: Long${n}<5000>;`);
    expect(compile(loops.join('\n'), { file: 'code', executor: 'virtual' }).ok).toBe(true);
    expect(compile(`${loops.join('\n')}\nconst fixed: number = 1;\nfixed = 2;`, { file: 'code', executor: 'virtual' })).toMatchObject({ ok: false, problems: [{ line: 42, column: 1 }] });
  });
});

import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';

const options = { file: 'door', executor: 'virtual' } as const;

function code(text: string, original?: string): string {
  const result = compile(text, { ...options, ...(original === undefined ? {} : { original }) });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.code;
}

/** Each note as `line` or `line in function`, and what the compiled code does next. */
function told(original: string, text: string): string[] {
  const lines = code(text, original).split('\n').map((line) => line.trim());
  return lines.flatMap((line, index) => {
    const [, number, within] = /^\$edited\("door", (\d+), "(.*)"\);$/.exec(line) ?? [];
    if (number === undefined) return [];
    const next = lines.slice(index + 1).find((other) => !other.startsWith('$edited(') && !/^\$c\.at = \S+ \| \d+;$/.test(other));
    return [`${number}${within === '' ? '' : ` in ${within}`}: ${next}`];
  });
}

/** The notes for one text in place of another in the door's file. */
const toldOf = (find: string, replace: string) => {
  expect(door.split(find)).toHaveLength(2);
  return told(door, door.replace(find, () => replace));
};

const door = `interface Key {
  readonly cut: string; // its teeth
}
const limit = 5;
export class Door {
  private count = 0;
  private wake = () => this.count;
  constructor(size = 3) {
    this.count = size;
  }
  enter(late: boolean) {
    if (late) return false;
    for (const n of [1, 2]) {
      this.count = n;
      this.wake();
    }
    this.keep({
      first: 1,
      second: 2,
    });
    return true;
  }
  async leave(
    after = limit,
  ) {
    try {
      await after;
      this.count -= 1;
    } catch (error) {
      throw error;
    } finally {
      this.wake();
    }
  }
  keep(value: unknown) {
    switch (value) {
      case 1:
        return this.count;
      default:
        return [value].map((one) =>
          String(one));
    }
  }
}
const later = (run: () => void) => {
  run();
  run();
};
`;

describe('a changed line', () => {
  it('is told before the statement that begins on it', () => {
    expect(toldOf('if (late) return false;', 'if (!late) return false;')).toEqual(['12: if (!late) {', '12: $c.at = $p;']);
    expect(toldOf('this.count = n;', 'this.count = 2 * n;')).toEqual(['14: this.count = 2 * n;']);
    expect(toldOf('const limit = 5;', 'const limit = 6;')).toEqual(['4: const limit = 6;']);
  });

  it('is told each time that a loop, a block or a branch is entered which begins on it', () => {
    const [before, ...turns] = toldOf('of [1, 2]) {', 'of [1, 2, 3]) {');
    expect(before).toContain('13: for (');
    expect(turns).toEqual(['13: this.count = n;']);
    expect(toldOf('} catch (error) {', '} catch (problem) {').map((note) => note.split(':')[0])).toEqual(['29']);
  });

  it('is told where a branch begins on it, and not where the whole does', () => {
    const notes = toldOf('} finally {', '} finally { this.keep(1);');
    expect(notes).toEqual([expect.stringMatching(/^31: /), expect.stringMatching(/^31: this\.keep\(1\);/)]);
    expect(notes.join()).not.toContain('try');
  });

  it('is told before the statement that it is a part of, which tells of its first changed line', () => {
    expect(toldOf('first: 1,', 'first: 2,')).toEqual([expect.stringMatching(/^18: this\.keep\(/)]);
    expect(toldOf('first: 1,\n      second: 2,', 'first: 2,\n      second: 1,')).toEqual([expect.stringMatching(/^18: this\.keep\(/)]);
    expect(toldOf('case 1:', 'case 2:')).toEqual([expect.stringMatching(/^37: return \(\$s = this\.count/)]);
  });

  it('is told at the value of an arrow function', () => {
    expect(toldOf('String(one));', 'Number(one));')).toEqual([expect.stringMatching(/^41: return \(\$s = Number\(one\)/)]);
  });

  it('is told at the start of the function whose head it is', () => {
    expect(toldOf('after = limit,', 'after = 7,').map((note) => note.split(':')[0])).toEqual(['24']);
    expect(toldOf('enter(late: boolean) {', 'enter(late = false) {')).toEqual(['11: if (late) {']);
  });

  it('is told where a field is made, and the field keeps its value and its name', () => {
    const text = door.replace('private count = 0;', 'private count = 1;');
    expect(code(text, door)).toContain('count = ($edited("door", 6, ""), 1);');
    const named = door.replace('private wake = () => this.count;', 'private wake = () => this.count - 1;');
    expect(code(named, door)).toMatch(/wake = \(\) => \{/);
    expect(told(door, named)).toEqual([expect.stringMatching(/^7: return \(\$s = this\.count - 1/), '7: this.count = size;']);
  });

  it('is told where the objects of a class are made, when it declares a field', () => {
    expect(toldOf('private count = 0;', 'private count: number;')).toEqual(['6: this.count = size;']);
  });
});

describe('lines that are gone', () => {
  it('are told at the start of the function and of the innermost block, with the function and the line behind them', () => {
    expect(toldOf('    if (late) return false;\n', '')).toEqual([expect.stringMatching(/^12 in enter: for \(/)]);
    expect(toldOf('      this.wake();\n    }\n    this.keep', '    }\n    this.keep')).toEqual([expect.stringMatching(/^15 in enter: if \(late\)/), '15 in enter: this.count = n;']);
    expect(toldOf('    this.count = size;\n', '')).toEqual([expect.stringMatching(/^9 in constructor: /)]);
    expect(toldOf('  run();\n  run();', '  run();')).toEqual([expect.stringMatching(/^47 in later: run\(\);/)]);
  });

  it('are told with a name that can be shown: none that is computed, and not the whole of a long one', () => {
    const text = (name: string, step: string) => `class Door { ${name} = () => {\n${step}\nreturn 1; } }`;
    for (const [name, shown] of [['[`a${1}`]', 'Door'], ['"in and out"', 'in and out'], ['a'.repeat(99), `${'a'.repeat(59)}\\u2026`]] as const) {
      expect(told(text(name, 'step();'), text(name, ''))).toEqual([expect.stringContaining(`2 in ${shown}: `)]);
    }
  });

  it('are told alike when comments or ends of blocks stand in their place', () => {
    expect(toldOf('if (late) return false;', '// if (late) return false;')).toEqual([expect.stringMatching(/^12 in enter: for \(/)]);
    expect(toldOf(' finally {\n      this.wake();\n    }', '')).toEqual([expect.stringMatching(/^31 in leave: try/), expect.stringMatching(/^31 in leave: throw error/)]);
  });

  it('are told before the statement in which they stood', () => {
    expect(toldOf('      first: 1,\n', '')).toEqual([expect.stringMatching(/^18 in enter: if \(late\)/), expect.stringMatching(/^18 in enter: this\.keep\(/)]);
  });

  it('are told where the class is made or the file starts, when they stood in no function', () => {
    expect(toldOf('  private count = 0;\n', '')).toEqual(['6 in Door: this.count = size;']);
    expect(told('const a = 1;\nconst b = 2;\n', 'const b = 2;\n')).toEqual(['1 in the file: const b = 2;']);
  });
});

describe('what does not run', () => {
  it.each([
    ['a comment', '// its teeth', '// its shape'],
    ['a type', 'readonly cut: string;', 'readonly cut: number;'],
    ['a line of a type that is gone', '  readonly cut: string; // its teeth\n', ''],
    ['white space', '    this.count = size;', '\n      this.count = size;'],
    ['a comment that is gone', ' // its teeth', ''],
  ])('is not told: %s', (_, find, replace) => {
    expect(toldOf(find, replace)).toEqual([]);
    const text = door.replace(find, replace);
    expect(code(text, door)).toBe(code(text));
  });

  it('is not told in code that is as it was', () => {
    expect(code(door, door)).toBe(code(door));
    expect(code(door)).not.toContain('edited');
  });
});

describe('telling', () => {
  it('changes nothing else of the text', () => {
    const text = door.replace('if (late)', 'if (!late)').replace('      this.wake();\n    }\n    this.keep', '    }\n    this.keep').replace('String(one)', 'Number(one)');
    const without = code(text, door).split('\n').filter((line) => !line.includes('$edited(')).join('\n').replace(', edited: $edited', '');
    expect(without).toBe(code(text));
  });

  it('keeps the name $edited for itself', () => {
    const result = compile('export const $edited = 1;', options);
    expect(result.ok ? [] : result.problems.map(({ message }) => message)).toEqual(["The name $edited is the simulation's own: choose another."]);
  });
});

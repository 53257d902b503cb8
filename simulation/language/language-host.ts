import ts from 'typescript';

/** What a text is checked against. */
export interface Library {
  /** Declarations by name: the language's own (`lib.es2022.d.ts`, …) and those of the globals. */
  readonly texts: Readonly<Record<string, string>>;
  /** The name of the one among them that declares the globals. */
  readonly globals: string;
  readonly options: ts.CompilerOptions;
}

export const codePath = '/code.ts';
const folder = '/library';

/** A world of one file and the library. `write` gives the file its text. */
export function createHost({ texts, globals, options }: Library): ts.LanguageServiceHost & { write(text: string): void } {
  let code = '';
  let version = 0;
  const textOf = (path: string): string | undefined => {
    if (path === codePath) return code;
    const name = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : '';
    return Object.hasOwn(texts, name) ? texts[name] : undefined;
  };
  return {
    write: (text) => {
      if (text === code) return;
      code = text;
      version += 1;
    },
    getScriptFileNames: () => [`${folder}/${globals}`, codePath],
    getScriptVersion: (path) => (path === codePath ? String(version) : '0'),
    getScriptSnapshot: (path) => {
      const text = textOf(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    // Without an export a file would share its names with the globals, which compiled code never does.
    getCompilationSettings: () => ({ ...options, moduleDetection: ts.ModuleDetectionKind.Force }),
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => `${folder}/lib.d.ts`,
    fileExists: (path) => textOf(path) !== undefined,
    readFile: textOf,
    useCaseSensitiveFileNames: () => true,
  };
}

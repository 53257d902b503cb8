import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { root } from '../root.mjs';
import { languageLibrary } from './language-library.ts';
import { leanTypescript } from './lean-typescript.ts';

/** The worker's one script, and the paths of all files that it is made from. */
export async function bundleCompiler(): Promise<{ readonly text: string; readonly files: readonly string[] }> {
  const entry = JSON.stringify(join(root, 'simulation', 'language', 'serve-language.ts'));
  const { outputFiles, metafile } = await build({
    stdin: { contents: `import { serveLanguage } from ${entry};\nserveLanguage(self, ${JSON.stringify(languageLibrary())});`, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [lean],
    logLevel: 'error',
  });
  const bundled = Object.keys(metafile.inputs).filter((path) => !/^<|^\(/.test(path)).map((path) => join(root, path));
  const tools = readdirSync(join(root, 'scripts', 'compiler')).filter((name) => !name.includes('.test.')).map((name) => join(root, 'scripts', 'compiler', name));
  const others = ['scripts/build-compiler.ts', 'patterns/globals.d.ts', 'patterns/tsconfig.json', 'package-lock.json'].map((path) => join(root, path));
  return { text: outputFiles[0]!.text, files: [...bundled, ...tools, ...others] };
}

/** TypeScript's API by name instead of as one object, so that what nobody asks for is left out. */
const lean: Plugin = {
  name: 'lean-typescript',
  setup({ onLoad }) {
    onLoad({ filter: /typescript\/lib\/typescript\.js$/ }, ({ path }) => ({ contents: leanTypescript(readFileSync(path, 'utf8')), loader: 'js' }));
    onLoad({ filter: /simulation\/.*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace("import ts from 'typescript';", "import * as ts from 'typescript';")
        .replace(/^const \{ (.+) \} = ts;/m, (_, names: string) => `const ${names.split(', ').map((name) => `${name} = ts.${name}`).join(', ')};`),
      loader: 'ts',
    }));
  },
};

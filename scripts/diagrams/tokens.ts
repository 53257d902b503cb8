import { hexOfOklch } from './colour.ts';

export type Theme = 'light' | 'dark';
export type Tokens = Readonly<Record<Theme, ReadonlyMap<string, string>>>;

const colour = /--([\w-]+):\s*light-dark\(oklch\(([\d.]+) ([\d.]+) ([\d.]+)\),\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)\)/g;

/** The opaque colours of app/tokens.css as hex, because what draws an SVG outside a browser knows neither oklch nor light-dark(). */
export function tokensOf(css: string): Tokens {
  const light = new Map<string, string>();
  const dark = new Map<string, string>();
  for (const [, name = '', ...numbers] of css.matchAll(colour)) {
    const [l1 = 0, c1 = 0, h1 = 0, l2 = 0, c2 = 0, h2 = 0] = numbers.map(Number);
    light.set(name, hexOfOklch(l1, c1, h1));
    dark.set(name, hexOfOklch(l2, c2, h2));
  }
  return { light, dark };
}

const families: Readonly<Record<string, string>> = {
  sans: '"Schibsted Grotesk", system-ui, sans-serif',
  mono: '"Martian Mono", ui-monospace, monospace',
};

/**
 * The rules that a picture uses, once in light colours and once more for dark ones.
 * @throws where a rule names a token that does not exist.
 */
export function styleOf(rules: string, svg: string, tokens: Tokens): string {
  const used = new Set([...svg.matchAll(/class="([^"]+)"/g)].flatMap(([, names = '']) => names.split(' ')));
  const wanted = [...rules.matchAll(/^\.diagram \.([\w-]+) \{ (.*) \}$/gm)].filter(([, name = '']) => used.has(name));
  const resolve = (body: string, theme: Theme) =>
    body.replace(/var\(--([\w-]+)\)/g, (_, token: string) => {
      const value = families[token] ?? tokens[theme].get(token);
      if (value === undefined) throw new Error(`diagram.css names --${token}, which app/tokens.css does not have.`);
      return value;
    });
  const light = wanted.map(([, name, body = '']) => `.diagram .${name} { ${resolve(body, 'light')} }`);
  const dark = wanted
    .map(([, name, body = '']) => [name, coloursOf(body)] as const)
    .filter(([, body]) => body !== '')
    .map(([name, body]) => `.diagram .${name} { ${resolve(body, 'dark')} }`);
  return [...light, '@media (prefers-color-scheme: dark) {', ...dark, '}'].join('\n');
}

const coloursOf = (body: string) => [...body.matchAll(/(?:fill|stroke): var\(--[\w-]+\);/g)].map(([declaration]) => declaration).join(' ');

/** A custom property of app/tokens.css. */
export interface DesignToken {
  readonly name: string;
  /** As it is written; of a colour its value in each theme. */
  readonly value: string;
  readonly light?: string;
  readonly dark?: string;
  /** The comment on its line, or ''. */
  readonly note: string;
}
export interface TokenSection {
  readonly title: string;
  readonly tokens: readonly DesignToken[];
}

const heading = /\/\*\s*──\s*(.+?)\s*(?:──+\s*)?\*\//;
const declaration = /--([\w-]+):\s*([^;]+);(?:\s*\/\*\s*(.*?)\s*\*\/)?/g;
const themes = /^light-dark\((oklch\([^)]*\)),\s*(oklch\([^)]*\))\)$/;

/** The sheet's sections and their tokens, in its order: what is said of a token stands in the sheet alone. */
export function tokenSections(css: string): readonly TokenSection[] {
  const sections: { title: string; tokens: DesignToken[] }[] = [];
  for (const line of css.split('\n')) {
    const title = heading.exec(line)?.[1];
    if (title !== undefined) sections.push({ title, tokens: [] });
    else if (line.startsWith('@media')) break;
    else for (const [, name = '', value = '', note = ''] of line.matchAll(declaration)) sections.at(-1)?.tokens.push({ name, value, note, ...themed(value) });
  }
  return sections;
}

function themed(value: string): Pick<DesignToken, 'light' | 'dark'> {
  const [, light, dark] = themes.exec(value) ?? [];
  return light === undefined || dark === undefined ? {} : { light, dark };
}

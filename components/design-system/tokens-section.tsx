import { Section, Subsection } from './section.tsx';

interface Token {
  readonly name: string;
  readonly value: string;
  readonly light?: string;
  readonly dark?: string;
  readonly note: string;
}

/** The tokens as their sheet has them. */
export function TokensSection({ sections }: { readonly sections: readonly { readonly title: string; readonly tokens: readonly Token[] }[] }) {
  return (
    <Section id="tokens" title="Tokens" says="One sheet for the pages, the instrument and the generated diagrams. A colour is declared once for both themes.">
      {sections.map(({ title, tokens }) => (
        <Subsection key={title} title={title} says="">
          <ul className="mt-2 grid gap-x-8 sm:grid-cols-2 lg:grid-cols-3">
            {tokens.map((token) => (
              <li key={token.name} className="flex min-h-11 items-center gap-3 border-b border-line py-1.5">
                <Sample token={token} />
                <span className="min-w-0">
                  <code className="block text-[12px] leading-4 text-ink">--{token.name}</code>
                  <span className="block text-[12.5px] leading-4 break-words text-ink-3">{token.note === '' ? valueText(token) : `${valueText(token)}, ${token.note}`}</span>
                </span>
              </li>
            ))}
          </ul>
        </Subsection>
      ))}
    </Section>
  );
}

const valueText = ({ value, light, dark }: Token): string => (light === undefined || dark === undefined ? value : `${numbers(light)} · ${numbers(dark)}`);
const numbers = (colour: string): string => colour.replace(/^oklch\((.*)\)$/, '$1');

/** What a token looks like: a colour in both themes, a length, a corner, a shadow or a face. */
function Sample({ token: { name, value, light, dark } }: { readonly token: Token }) {
  if (light !== undefined && dark !== undefined) {
    return (
      <span className="flex size-8 flex-none overflow-hidden rounded-sm border border-line-2" aria-hidden="true">
        <span className="flex-1" style={{ background: light }} />
        <span className="flex-1" style={{ background: dark }} />
      </span>
    );
  }
  return (
    <span className="grid size-8 flex-none place-items-center" aria-hidden="true">
      <span style={sampleStyle(name, value)}>{/^(sans|mono|fs-|num)/.test(name) ? 'Ag' : ''}</span>
    </span>
  );
}

function sampleStyle(name: string, value: string): React.CSSProperties {
  const own = `var(--${name})`;
  if (name.startsWith('fs-')) return { fontSize: `min(${own}, 30px)` };
  if (name === 'sans' || name === 'mono') return { fontFamily: own, fontSize: 17 };
  if (name === 'num') return { fontFamily: 'var(--mono)', fontStretch: own, fontSize: 15 };
  if (/^s\d$/.test(name)) return { width: `min(${own}, 32px)`, height: 8, background: 'var(--ink-2)' };
  if (name.startsWith('r-')) return { width: 26, height: 26, border: '1.5px solid var(--ink-2)', borderRadius: own };
  if (name.startsWith('shadow') || name === 'focus') return { width: 22, height: 22, borderRadius: 6, background: 'var(--surface)', boxShadow: own };
  if (/oklch/.test(value)) return { width: 30, height: 30, borderRadius: 6, background: own, border: '1px solid var(--line-2)' };
  return {};
}

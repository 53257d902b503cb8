import type { ReactNode } from 'react';

const svg = (drawing: ReactNode) => (
  <svg viewBox="0 0 28 24" width="28" height="24" className="diagram flex-none overflow-visible" aria-hidden="true">
    {drawing}
  </svg>
);
const message = (className: string, d: string) => svg(<path className={className} d={d} transform="translate(14 12)" />);
const ground = (style: string, background: string) => <span className="h-[15px] w-7 flex-none rounded-xs" style={{ boxShadow: style, background }} aria-hidden="true" />;
const rule = (tone: string, height = 2) => `inset 0 ${height}px 0 var(--${tone})`;
const bars = (tone: string, degrees: number, step: number, width = 1.5) => `repeating-linear-gradient(${degrees}deg, var(--${tone}-edge) 0 ${width}px, transparent ${width}px ${step}px)`;

const grammar: readonly { readonly title: string; readonly words: readonly (readonly [drawing: ReactNode, word: string])[] }[] = [
  {
    title: 'Parts',
    words: [
      [svg(<><circle className="n" cx="14" cy="12" r="9" /><circle className="dot" cx="14" cy="12" r="2.6" /></>), 'client'],
      [svg(<rect className="n" x="2" y="3" width="24" height="18" rx="4.5" />), 'service'],
      [svg(<path className="n" d="M4 6A10 3.4 0 0 1 24 6V18A10 3.4 0 0 1 4 18ZM4 6A10 3.4 0 0 0 24 6" />), 'store'],
      [svg(<><rect className="n" x="1" y="5" width="26" height="14" rx="7" /><path className="e-last" d="M8 9V15M12 9V15M16 9V15" /></>), 'queue'],
      [svg(<rect className="boundary" x="1.5" y="2" width="25" height="20" rx="5" />), 'one process or pod'],
      [svg(<rect className="item" x="2" y="3" width="24" height="18" rx="4.5" />), 'the part the pattern adds'],
    ],
  },
  {
    title: 'Messages',
    words: [
      [message('m-request', 'M-3.9 0a3.9 3.9 0 1 0 7.8 0a3.9 3.9 0 1 0-7.8 0'), 'request'],
      [message('m-answered', 'M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0'), 'answered'],
      [message('m-failed', 'M0-6.2 6.2 0 0 6.2-6.2 0Z'), 'failed'],
      [message('m-rejected', 'M-3.7-3.7h7.4v7.4h-7.4z'), 'rejected on purpose'],
      [message('m-timeout', 'M2.4-3.5A4.2 4.2 0 1 1-2.4-3.5'), 'timed out'],
      [message('m-late', 'M-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0'), 'too late, ignored'],
    ],
  },
  {
    title: 'Links',
    words: [
      [svg(<><path className="e" d="M1 12H20" /><path className="a" d="M27 12l-8-4v8z" /></>), 'over the network'],
      [svg(<path className="e-inner" d="M2 12H27" />), 'inside one process'],
      [svg(<><path className="e-dash" d="M1 12H20" /><path className="a" d="M27 12l-8-4v8z" /></>), 'asynchronous'],
      [svg(<path className="e e-fail" d="M1 12H9M19 12H27M12 6L9.5 18M18.5 6L16 18" />), 'cut'],
    ],
  },
  {
    title: 'States over time',
    words: [
      [ground(rule('ok'), 'var(--ok-tint)'), 'up, closed'],
      [ground(rule('warn'), `${bars('warn', 90, 5)} var(--warn-tint)`), 'candidate, half-open'],
      [ground(rule('rej'), `${bars('rej', 135, 6)} var(--rej-tint)`), 'open'],
      [ground(rule('warn'), 'radial-gradient(circle at 2px 2px, var(--warn-mark) 0.9px, transparent 1.2px) 0 0/6px 5px var(--warn-tint)'), 'slow'],
      [ground(rule('info', 3), 'var(--info-tint)'), 'leader'],
      [ground(rule('fail'), `${bars('fail', 135, 5, 1)}, ${bars('fail', 45, 5, 1)} var(--fail-tint)`), 'crashed'],
    ],
  },
];

/** One grammar for every picture of the catalog. */
export function ReadingTheDiagrams() {
  return (
    <section id="reading" aria-labelledby="reading-label" className="mt-[76px] scroll-mt-3 border-t border-line pt-[26px]">
      <header className="flex flex-col gap-x-[18px] gap-y-1.5 md:flex-row md:items-baseline">
        <h2 id="reading-label" className="text-xl leading-7 font-[660] tracking-[-0.014em] whitespace-nowrap">
          Reading the diagrams
        </h2>
        <p className="text-sm text-ink-2">One grammar on every page. Colour is kept for what the system is doing, and every colour has a shape of its own.</p>
      </header>
      <div className="mt-5 grid grid-cols-2 gap-5 md:grid-cols-4">
        {grammar.map(({ title, words }) => (
          <div key={title}>
            <h3 className="mb-2 border-b border-line pb-[7px] text-[12.5px] font-semibold text-ink-3">{title}</h3>
            <ul>
              {words.map(([drawing, word]) => (
                <li key={word} className="flex min-h-[29px] items-center gap-3 text-[13.5px]">
                  {drawing}
                  {word}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

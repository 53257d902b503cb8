const uses: readonly { readonly title: string; readonly text: string }[] = [
  { title: 'Run it', text: 'Every pattern opens on a working system under load. Scrub it, step it message by message, or step it back.' },
  { title: 'Break it', text: 'Crash a node, cut a link, skew a clock, put in a famous wrong version. Each promise is checked after every event, and a broken one tells you why.' },
  { title: 'Take it home', text: 'Copy or download the file that you ran. It imports nothing, and the page, its tests and the terminal run it as it stands.' },
];

/** What there is to do with a pattern. */
export function ThreeUses() {
  return (
    <div className="mt-16 grid gap-[26px] md:grid-cols-3 md:gap-5">
      {uses.map(({ title, text }) => (
        <div key={title} className="border-t-2 border-ink pt-3.5">
          <h2 className="text-xl leading-7 font-[660] tracking-[-0.014em]">{title}</h2>
          <p className="mt-1.5 max-w-[25em] text-[15px] leading-[23px] text-pretty text-ink-2">{text}</p>
        </div>
      ))}
    </div>
  );
}

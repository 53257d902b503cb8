/** The place of a pattern that does not stand yet: nothing to look at and nothing to press. */
export function PatternToCome({ title }: { readonly title: string }) {
  return (
    <p className="flex flex-wrap content-center items-baseline gap-x-2 rounded-card border border-dashed border-line-2 px-3.5 py-3 text-ink-3 sm:min-h-[76px] sm:px-4">
      <span className="text-[15px] leading-[22px] font-[560] tracking-[-0.008em]">{title}</span>
      <span className="text-[12.5px] leading-[19px]">to come</span>
    </p>
  );
}

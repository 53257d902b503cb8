const still = 'inline-flex items-center justify-center gap-[7px] rounded-sm border whitespace-nowrap transition-colors duration-(--t-fast)';
const outlined = 'border-line-2 bg-surface text-ink hover:border-line-3 hover:bg-[color-mix(in_oklch,var(--ink)_5%,var(--surface))] active:bg-[color-mix(in_oklch,var(--ink)_9%,var(--surface))]';

/** Buttons and the links that act like them. Chrome is quiet: colour belongs to the system under test. */
export const buttonLook = {
  outlined: `${still} ${outlined} h-8 px-3 font-[560] text-[13px]`,
  outlinedSmall: `${still} ${outlined} h-7 px-2.5 font-[560] text-[12.5px]`,
  primary: `${still} border-ink bg-ink text-on-ink hover:bg-[color-mix(in_oklch,var(--ink)_88%,var(--surface))] h-8 px-3 font-[560] text-[13px]`,
  small: `${still} border-transparent text-ink-2 hover:bg-hover hover:text-ink active:bg-press h-7 px-2 font-[560] text-[12.5px]`,
  icon: 'inline-grid place-items-center size-[30px] rounded-sm text-ink-2 transition-colors duration-(--t-fast) hover:bg-hover hover:text-ink active:bg-press',
} as const;

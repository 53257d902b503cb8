const fault = {
  left: 'polygon(-5% -30%, 52.3% -30%, 44.1% 130%, -5% 130%)',
  right: 'polygon(52.3% -30%, 110% -30%, 110% 130%, 44.1% 130%)',
};

/** The name with a fault through its k. The right part has slipped, and heals when pointed at. */
export function Wordmark({ size }: { readonly size: 'small' | 'masthead' }) {
  const look =
    size === 'small'
      ? { whole: 'text-[19px] tracking-[-0.028em]', slip: 'translate-x-[0.05em] translate-y-[0.08em]' }
      : { whole: 'text-[min(68px,19.5vw)] sm:text-[92px] tracking-[-0.042em] -ml-[0.05em]', slip: 'translate-x-[0.028em] translate-y-[0.062em]' };
  return (
    <span className={`group inline-grid leading-none font-[720] whitespace-nowrap text-ink ${look.whole}`}>
      <span className="[grid-area:1/1]" style={{ clipPath: fault.left }}>
        Breakable
      </span>
      <span
        className={`[grid-area:1/1] transition-[translate] duration-(--t-slow) ease-out group-hover:translate-0 ${look.slip}`}
        style={{ clipPath: fault.right }}
        aria-hidden="true"
      >
        Breakable
      </span>
    </span>
  );
}

/** An icon by its path, 24 by 24: from a page's data, or one of the instrument's own. Decoration beside a word, 16 px, or 14 px in dense rows. */
export function ScenarioIcon({ path, size = 16, className = '' }: { readonly path: string; readonly size?: number; readonly className?: string }) {
  return (
    <svg className={`flex-none ${className}`} width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.6} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

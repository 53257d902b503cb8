import { ownIcons } from './own-icons.ts';

/** An icon, by the path that a page's data has of it or by its name among the instrument's own. Decoration beside a word, 16 px, or 14 px in dense rows. */
export function ScenarioIcon({ name, size = 16, className = '' }: { readonly name: string; readonly size?: number; readonly className?: string }) {
  return (
    <svg className={`flex-none ${className}`} width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.6} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={ownIcons[name] ?? name} />
    </svg>
  );
}

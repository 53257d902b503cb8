/** A generated diagram, set into the page so that it takes the page's colours. It is drawn by scripts/diagrams.ts, never by a reader. */
export function Picture({ svg, className = '' }: { readonly svg: string; readonly className?: string }) {
  return <span className={`block *:h-full *:w-full ${className}`} dangerouslySetInnerHTML={{ __html: svg }} />;
}

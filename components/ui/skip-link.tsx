/** The first stop of the keyboard: past the catalog, to the page itself. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50 focus:rounded-sm focus:bg-ink focus:px-4 focus:py-2 focus:font-[560] focus:text-on-ink"
    >
      Skip to the page
    </a>
  );
}

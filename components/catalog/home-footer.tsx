import { Wordmark } from '../ui/wordmark.tsx';

export function HomeFooter() {
  return (
    <footer className="mx-auto mt-[72px] flex max-w-[1224px] items-center gap-[22px] px-4 pt-[22px] pb-[34px] text-ink-3 sm:px-6">
      <Wordmark size="small" />
      <span>Free and open source, MIT</span>
    </footer>
  );
}

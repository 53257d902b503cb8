import { Suspense, use, useState } from 'react';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Icon } from '@/components/ui/icon.tsx';
import { shareContent, type ShareContent } from './share-content.ts';
import './share.css';

interface Props {
  readonly title: string;
  readonly version: string;
}

/** What Share opens: the link of the run that is shown, as it stands at that moment, and its report. Everything can also be copied by hand. */
export function ShareMenu({ title, version }: Props) {
  const [content] = useState(() => shareContent({ title, version, address: location.origin + location.pathname, fragment: location.hash, browser: navigator.userAgent }));
  return (
    <Suspense fallback={<p>Writing the link…</p>}>
      <ShareSheet content={content} />
    </Suspense>
  );
}

function ShareSheet({ content }: { readonly content: Promise<ShareContent> }) {
  const { link, words, problem, leavesOutCode, report } = use(content);
  return (
    <div className="share">
      <p>{words.length === 0 ? 'The page as it opens.' : `The link carries ${listed(words)}.`}</p>
      {leavesOutCode && <p className="share-note">Code that you have changed since the last run is not in it: run it first.</p>}
      {problem !== '' && <p className="share-note" role="alert">{problem}</p>}
      <div className="share-row">
        <input readOnly value={link} aria-label="Link" onFocus={({ target }) => target.select()} />
        <CopyButton look="primary" text={link} icon={<Icon name="link" size={14} />} label="Copy link" />
      </div>
      <p className="share-size">
        <span className="num">{link.length.toLocaleString('en-US')}</span> characters
      </p>
      {report === '' ? (
        <p className="share-report-note">A report can be made once the instrument has run: press something on it.</p>
      ) : (
        <>
          <textarea readOnly value={report} rows={7} aria-label="Report in Markdown" spellCheck={false} />
          <div className="share-row">
            <p>The same with versions, promises and causes, as Markdown.</p>
            <CopyButton look="outlined" text={report} icon={<Icon name="copy" size={14} className="text-ink-2" />} label="Report this run" />
          </div>
        </>
      )}
    </div>
  );
}

const listed = (words: readonly string[]): string => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

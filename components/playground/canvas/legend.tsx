import type { MessageLook } from '@/simulation/views/messages.ts';
import { MessageGlyph } from './message-glyph.tsx';

const entries: readonly { readonly look: MessageLook; readonly word: string }[] = [
  { look: 'request', word: 'request' },
  { look: 'message', word: 'message' },
  { look: 'urgent', word: 'urgent' },
  { look: 'ok', word: 'answered' },
  { look: 'rejected', word: 'rejected' },
  { look: 'timeout', word: 'timed out' },
  { look: 'failed', word: 'failed' },
  { look: 'late', word: 'late' },
  { look: 'lost', word: 'lost' },
];

/** What the marks on the lines mean: those that this run has. */
export function Legend({ looks }: { readonly looks: ReadonlySet<MessageLook> }) {
  return (
    <ul className="legend" aria-label="Messages">
      {entries.filter(({ look }) => looks.has(look)).map(({ look, word }) => (
        <li key={look}>
          <svg viewBox="-7 -7 14 14" aria-hidden="true">
            <MessageGlyph look={look} />
          </svg>
          {word}
        </li>
      ))}
    </ul>
  );
}

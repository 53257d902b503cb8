import type { MessageLook } from '@/simulation/views/messages.ts';

/** A message in its 14 px box, drawn round the origin: every outcome has a shape of its own. */
export function MessageGlyph({ look }: { readonly look: MessageLook }) {
  switch (look) {
    case 'request':
    case 'message':
      return <circle className="m-request" r="3.9" />;
    case 'urgent':
      return <circle className="m-urgent" r="5" />;
    case 'ok':
      return <circle className="m-ok" r="5" />;
    case 'failed':
      return <path className="m-failed" d="M0-6.2 6.2 0 0 6.2-6.2 0Z" />;
    case 'rejected':
      return <rect className="m-rejected" x="-3.7" y="-3.7" width="7.4" height="7.4" rx=".6" />;
    case 'timeout':
      return <path className="m-timeout" d="M2.4-3.5A4.2 4.2 0 1 1-2.4-3.5" />;
    case 'late':
      return <circle className="m-late" r="3.2" />;
    case 'lost':
      return <path className="m-lost" d="M-3-3 3 3M3-3-3 3" />;
  }
}

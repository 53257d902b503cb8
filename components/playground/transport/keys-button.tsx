import { keyList } from './key-list.ts';
import '../centred-popover.css';
import './keys.css';

/** Shows the list of keys. The browser opens and closes it, by Escape too, and gives the focus back. */
export function KeysButton({ className }: { readonly className: string }) {
  return (
    <>
      <button type="button" className={className} popoverTarget="keys" aria-label="Keys" aria-keyshortcuts="?" title="Keys (?)">
        <span className="text-[14px] font-[600]" aria-hidden="true">
          ?
        </span>
      </button>
      <dialog id="keys" className="centred-popover keys" popover="auto" aria-labelledby="keys-title">
        <h3 id="keys-title">Keys</h3>
        <dl>
          {keyList.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <p>They work while the focus is in the instrument, and never while you type.</p>
        <button type="button" popoverTarget="keys" popoverTargetAction="hide">
          Close
        </button>
      </dialog>
    </>
  );
}

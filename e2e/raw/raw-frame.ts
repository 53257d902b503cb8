import { tryWaysOut, waysOutOfDocument } from './ways-out.ts';

/** What the script says where no way is open. */
export const rawFrameWords = `Tried ${Object.keys(waysOutOfDocument).length} ways out; open: none.`;

/** A document's script that tries all ways out and forges what a frame says, and at last tells the page what was open. */
export const rawFrame = (elsewhere: string): string => `<script>
  for (const forged of [{ type: 'ready', nonce: '' }, { type: 'loaded' }, { type: 'result', run: 1, json: '{}' }, null, 'ready']) parent.postMessage(forged, '*');
  (${tryWaysOut(waysOutOfDocument, elsewhere)})().then((words) => parent.postMessage(words, '*'));
</script>`;

/** Puts a text behind what stands in every frame that the page fills. It refers to nothing outside of itself. */
export function addToFrames(text: string): void {
  const { get, set } = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'srcdoc')!;
  Object.defineProperty(HTMLIFrameElement.prototype, 'srcdoc', {
    get,
    set(this: HTMLIFrameElement, own: string) {
      set!.call(this, own + text);
    },
  });
}

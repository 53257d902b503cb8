import * as v from 'valibot';
import { answerMax } from './answer-max.ts';
import { sandboxDocument } from './sandbox-frame.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const name = v.pipe(v.string(), v.maxLength(200));
const words = v.pipe(v.string(), v.maxLength(1000));
const message = v.variant('type', [
  v.object({ type: v.literal('loaded') }),
  v.object({ type: v.literal('beat'), node: name, file: name, line: count, events: count, steps: count }),
  v.object({ type: v.literal('result'), run: v.number(), json: v.pipe(v.string(), v.maxLength(answerMax)) }),
  v.object({ type: v.literal('refused'), run: v.number(), name, message: words }),
  v.object({ type: v.literal('crashed'), message: words }),
]);
export type SandboxMessage = v.InferOutput<typeof message>;
/** `locate`: the `steps` of the last sign of life of an earlier run of the same input. From there on the signs of life come line by line, and slowly. */
export type SandboxOrder =
  | { readonly type: 'load'; readonly source: string }
  | { readonly type: 'run'; readonly run: number; readonly input: unknown; readonly locate?: number };

/** A frame without authority, with a worker in it. */
export interface Sandbox {
  send(order: SandboxOrder): void;
  /** Takes the frame out of the page, and all that runs in it with it. */
  remove(): void;
}

/**
 * Puts a hidden frame into the page. It is known by its window and a one-time nonce; after that the two speak through a port.
 * What is sent before it answers waits for it.
 */
export function openSandbox(receive: (message: SandboxMessage) => void): Sandbox {
  const nonce = crypto.randomUUID();
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.title = 'Where the simulation runs';
  frame.srcdoc = sandboxDocument(nonce);
  const { port1: port, port2: theirs } = new MessageChannel();
  port.addEventListener('message', ({ data }) => {
    const parsed = v.safeParse(message, data);
    if (parsed.success) receive(parsed.output);
  });
  port.start();
  const connect = ({ source, data }: MessageEvent<unknown>) => {
    if (source !== frame.contentWindow || !v.is(v.object({ type: v.literal('ready'), nonce: v.literal(nonce) }), data)) return;
    removeEventListener('message', connect);
    // An opaque origin has no name to aim at; the window and the nonce say who it is.
    frame.contentWindow?.postMessage({ nonce }, '*', [theirs]);
  };
  addEventListener('message', connect);
  document.body.append(frame);
  return {
    send: (order) => port.postMessage(order),
    remove: () => {
      removeEventListener('message', connect);
      port.close();
      frame.remove();
    },
  };
}

import type { Pane } from '../press.ts';

/**
 * A run as the fragment of an address: `#run=1&x=half-fail&s=42&k.windowCalls=20&t=9000000&p=code&c=0.1.0&h=2bde76f11aac4887`. It is never sent to a server.
 * `run` is the format's number. What is not written is as the experiment or the break opens; names are the scenario's own:
 *
 *     b         break              k.<name>  a knob's value             t  moment, virtual µs
 *     x         experiment         f         faults (fault-text.ts)     p  pane of the panel
 *     set       published settings m         wrong version              c  version of the catalog
 *     s         seed               e         edits (packed-edits.ts)    h  hash of the run
 *     control   1: without the pattern       speed  of playing
 *
 * The order is free, and keys that are not known are passed over: mail programs and trackers add their own, and a later version may
 * say more that changes nothing in the run. What changes the run needs another number, so that a page that cannot know it says so.
 */
export const linkFormat = 1;

/** A longer fragment is not looked at. In UTF-16 units; a file that is written anew from end to end has about a tenth of it. */
export const linkLengthMax = 200_000;

/** More faults than this in a link are not looked at. */
export const linkFaultsMax = 100;

/** More than this many `key=value` are not looked at. */
export const linkFieldsMax = 300;

/** How many bytes the packed edits of a link may have once unpacked. */
export const unpackedBytesMax = 1_000_000;

export const panes: readonly Pane[] = ['tweak', 'code', 'statechart', 'log'];

import type { PlaygroundEvent } from './playground-event.ts';
import type { PlaygroundSettings } from './playground-settings.ts';

/** Looking at one card or link; null closes it. */
export interface TargetSelected {
  readonly type: 'target.selected';
  readonly target: string | null;
}
/** Turning to one pane of the panel; on a phone it rises with it. */
export interface PaneOpened {
  readonly type: 'pane.opened';
  readonly pane: Pane;
}
/** Putting down the sheet that the panel is on a phone. */
export interface PanelLowered {
  readonly type: 'panel.lowered';
}
export type Pane = 'tweak' | 'code' | 'statechart' | 'log';
/** Turning to a line of the code that ran. */
export interface CodeShown {
  readonly type: 'code.shown';
  /** The pattern file's name without `.ts`. */
  readonly file: string;
  /** Counting from 1. */
  readonly line: number;
}
/** Ending the run that is under way. What ran before stands. */
export interface RunStopped {
  readonly type: 'run.stopped';
}
/** Asking once more for the run that could not be had. */
export interface RunRetried {
  readonly type: 'run.retried';
}
/** Opening a link while the page stands. */
export interface LinkOpened {
  readonly type: 'link.opened';
  readonly settings: PlaygroundSettings;
  /** Virtual µs; undefined for the experiment's telling moment. */
  readonly at: number | undefined;
  readonly pane: Pane;
}
/** All that can be pressed on the instrument. */
export type Press = PlaygroundEvent | TargetSelected | PaneOpened | PanelLowered | CodeShown | RunStopped | RunRetried | LinkOpened;
export type SendPress = (press: Press) => void;

/**
 * What makes a control do something. In the live instrument it sends its event. In the still, which is the server's HTML and has
 * neither hooks nor handlers, there is no `send`: the event is written down, and the island keeps it until the playground stands.
 * So a component that both show takes `send` as optional, reads no playhead itself, and is given the time to draw.
 */
export function press<Event extends Press = PlaygroundEvent>(event: Event, send: ((event: Event) => void) | undefined): { onClick: () => void } | { 'data-press': string } {
  return send === undefined ? { 'data-press': JSON.stringify(event) } : { onClick: () => send(event) };
}

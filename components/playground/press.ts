import type { PlaygroundEvent } from './playground-event.ts';

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
/** All that can be pressed on the instrument. */
export type Press = PlaygroundEvent | TargetSelected | PaneOpened | PanelLowered;
export type SendPress = (press: Press) => void;

/**
 * What makes a control do something. In the live instrument it sends its event. In the still, which is the server's HTML and has
 * neither hooks nor handlers, there is no `send`: the event is written down, and the island keeps it until the playground stands.
 * So a component that both show takes `send` as optional, reads no playhead itself, and is given the time to draw.
 */
export function press<Event extends Press = PlaygroundEvent>(event: Event, send: ((event: Event) => void) | undefined): { onClick: () => void } | { 'data-press': string } {
  return send === undefined ? { 'data-press': JSON.stringify(event) } : { onClick: () => send(event) };
}

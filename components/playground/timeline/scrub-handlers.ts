import type { ChangeEventHandler, KeyboardEventHandler, PointerEventHandler } from 'react';

/** What moves the playhead: its slider on the axis, and pressing or dragging along the rows. */
export interface ScrubHandlers {
  readonly onChange: ChangeEventHandler<HTMLInputElement>;
  readonly onKeyDown: KeyboardEventHandler;
  readonly onPointerDown: PointerEventHandler;
  readonly onPointerMove: PointerEventHandler;
}

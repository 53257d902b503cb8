/**
 * Shows where the run that a button asked for is played. Beside the docked player a reader stays at the text, and is told;
 * anywhere else the instrument comes into view and takes the focus. A run that was paused leads nowhere.
 */
export function leadToInstrument(button: HTMLElement, isPaused: boolean): void {
  const docked = document.getElementById('docked-player');
  if (docked?.checkVisibility({ visibilityProperty: true })) {
    const told = docked.querySelector('output');
    if (told) told.textContent = `${button.textContent} ${isPaused ? 'is paused' : 'plays in the docked player'}.`;
    return;
  }
  if (isPaused) return;
  const instrument = document.getElementById('playground');
  instrument?.scrollIntoView({ block: 'start' });
  instrument?.focus({ preventScroll: true });
}

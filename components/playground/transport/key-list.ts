/** The keys of the instrument, as the reader is told them. The first four and the last work wherever the focus is in the instrument. */
export const keyList: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['Space'], does: 'Play or pause' },
  { keys: [',', '.'], does: 'Step back, step' },
  { keys: ['0'], does: 'To the start' },
  { keys: ['1', '2', '3', '4'], does: 'Tweak, Code, Statechart, Log' },
  { keys: ['←', '→'], does: 'Move the playhead, a fault or a slider that has the focus' },
  { keys: ['C', 'R', 'S', 'F', 'H', 'K'], does: 'Crash, restart, slow, freeze, fail half, skew the clock of a chosen node' },
  { keys: ['Ctrl', 'Enter'], does: 'Run what is written, in the editor of the code (on a Mac with ⌘). Tab leaves the editor, F8 goes to the next problem' },
  { keys: ['Esc'], does: 'Close what is open' },
  { keys: ['?'], does: 'Show this list' },
];

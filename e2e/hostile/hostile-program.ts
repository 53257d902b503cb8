/** What has to come of a hostile program. */
export type HostileOutcome =
  /** The compiler says what is wrong, and in which of the program's lines. */
  | 'refused'
  /** A bound or an error ends the run: explained, at a line of the program, and at the same event in every engine. */
  | 'stops'
  /** It hangs in the engine's own code, where nothing counts steps: wall time ends it, and the page says where it was last. */
  | 'silent'
  /** The run comes to an ordinary end, with its promises held or broken, the same in every engine. */
  | 'runs'
  /** How far it comes is the engine's own affair (its memory, its words); that it ends and is explained is not. */
  | 'explained';

/** Lines that somebody pastes into a pattern's file. */
export interface HostileProgram {
  /** What it does. */
  readonly name: string;
  /** Where its lines are put: before the module's first one, or as the first ones of the function that holds the first decisive line. */
  readonly place: 'module' | 'function';
  /** `ELSEWHERE` stands for the host and port of a listening server, `EXPORTED` for an array of the classes that the file exports. */
  readonly text: string;
  readonly outcome: HostileOutcome;
  /** Words that the explanation has. */
  readonly says?: RegExp;
}

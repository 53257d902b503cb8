import { bounds } from '../bounds.ts';

/* A position is one small integer, so that compiled code records it with one write: depth, file and line, high bits to low. */
const lineBits = 12;
const fileBits = 7;
const depthShift = lineBits + fileBits;

/** The longest file that can be compiled, in lines. */
export const linesMax = (1 << lineBits) - 1;
const lineMask = linesMax;
const filesMax = 1 << fileBits;
/** Keeps the depth of a position alone. */
export const depthMask = -(1 << depthShift);
/** One call deeper. */
const oneDeeper = 1 << depthShift;
/** The first position that is too deep. */
export const tooDeep = (bounds.depth + 1) << depthShift;

/** Where the code is, and how much it may still run. Compiled code writes it, the kernel reads it. */
export class Cursor {
  /** Depth, file and line of what runs now; 0 while no compiled code runs. */
  at = 0;
  /**
   * Steps (loop turns, function entries and jobs) until the runtime is asked again; below zero once a bound is reached.
   * The runtime deals it out in slices.
   */
  budget = 0;
  /** Of the steps taken, those of jobs, promises and built-ins: what is not the code's own. */
  besidesCode = 0;
  /** Whether what a suspended function is resumed with is to be thrown. */
  failed = false;
  /** Whether an async generator has stopped at a `yield` rather than at an `await`. */
  yields = false;
  private readonly files: string[] = [''];

  /** The line that ran last, counting from 1; 0 where none is known. */
  get line(): number {
    return this.at & lineMask;
  }

  /** The file that ran last, as it was named to the compiler; '' where none is known. */
  get file(): string {
    return this.fileAt(this.at);
  }

  get depth(): number {
    return this.at >> depthShift;
  }

  /** Setting the depth to 0 also forgets file and line: a new event or job begins. */
  set depth(depth: number) {
    this.at = depth << depthShift;
  }

  /** Takes steps from the budget that are not the code's own. */
  takeBesidesCode(steps: number): void {
    this.budget -= steps;
    this.besidesCode += steps;
  }

  /** Calls back whenever file or line changes from now on. Positions are then written through a setter, which is slow. */
  watch(moved: () => void): void {
    let { at } = this;
    Object.defineProperty(this, 'at', {
      get: () => at,
      set: (position: number) => {
        const isElsewhere = (position & ~depthMask) !== (at & ~depthMask) && (position & lineMask) !== 0;
        at = position;
        if (isElsewhere) moved();
      },
    });
  }

  lineAt(at: number): number {
    return at & lineMask;
  }

  fileAt(at: number): string {
    return this.files[(at & ~depthMask) >> lineBits] ?? '';
  }

  /** What a function of this file adds to its caller's depth: one level, and the file. */
  entry(file: string): number {
    let index = this.files.indexOf(file);
    if (index < 0) index = this.files.push(file) - 1;
    if (index >= filesMax) throw new RangeError(`A run may have ${filesMax - 1} files of code at most.`);
    return oneDeeper | (index << lineBits);
  }
}

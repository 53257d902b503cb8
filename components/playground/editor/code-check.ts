import type { Finding } from '@/simulation/language/protocol.ts';
import { Store } from '../store.ts';
import type { CodeDesk } from './code-desk.ts';
import { textOn } from './code-on-desk.ts';

export interface CheckedFile {
  /** What was asked about: the findings are of this text. There are none where the compiler did not answer. */
  readonly text: string;
  readonly findings: readonly Finding[];
}
export interface CodeCheckState {
  /** By the file's name; one that was not checked yet is not there. */
  readonly byFile: Readonly<Record<string, CheckedFile>>;
  /** Why the latest check was not to be had, as a sentence; else ''. */
  readonly problem: string;
}

const quietMs = 300;

/** What is wrong with the code on the desk: found anew a moment after it was last changed, for as long as anybody wants to know. */
export class CodeCheck {
  private readonly store = new Store<CodeCheckState>({ byFile: {}, problem: '' });
  private leaveDesk: (() => void) | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isChecking = false;
  private readonly desk: CodeDesk;
  private readonly files: readonly string[];
  private readonly check: (file: string, text: string) => Promise<readonly Finding[] | null>;

  constructor(desk: CodeDesk, files: readonly string[], check: CodeCheck['check']) {
    this.desk = desk;
    this.files = files;
    this.check = check;
  }

  readonly get = this.store.get;

  readonly subscribe = (changed: () => void): (() => void) => {
    const leave = this.store.subscribe(changed);
    if (this.leaveDesk === undefined) this.follow();
    return () => {
      leave();
      if (!this.store.isFollowed) this.rest();
    };
  };

  private follow(): void {
    const soon = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.checkAll(), quietMs);
    };
    this.leaveDesk = this.desk.subscribe(soon);
    soon();
  }

  private rest(): void {
    this.leaveDesk?.();
    this.leaveDesk = undefined;
    clearTimeout(this.timer);
  }

  /** One file after the other: the compiler answers only the newest of the questions of one kind. */
  private async checkAll(): Promise<void> {
    if (this.isChecking) return;
    this.isChecking = true;
    let problem = '';
    for (let next = this.unchecked(); next !== undefined; next = this.unchecked()) {
      const [file, text] = next;
      let findings: readonly Finding[] | null;
      try {
        findings = await this.check(file, text);
      } catch (error) {
        // What was found in an earlier text must not keep this one from running.
        findings = [];
        problem = error instanceof Error ? error.message : 'The compiler did not answer.';
      }
      if (findings === null) break;
      this.store.become({ byFile: { ...this.get().byFile, [file]: { text, findings } }, problem });
    }
    this.isChecking = false;
  }

  private unchecked(): readonly [file: string, text: string] | undefined {
    for (const file of this.files) {
      const text = textOn(this.desk.get(), file);
      if (text !== undefined && this.get().byFile[file]?.text !== text) return [file, text];
    }
    return undefined;
  }
}

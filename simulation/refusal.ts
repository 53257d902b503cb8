/** What a handler throws to answer with a code: its caller's request rejects with that code. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  constructor(code: string, message = `Refused: ${code}.`) {
    super(message);
    this.code = code;
  }
}

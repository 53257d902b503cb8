import type { Decisive } from '../../../simulation/scenario.ts';

const tail = 'sidecar.tail';

/** In the order in which they stand, the shipper first. */
export const decisive: readonly Decisive[] = [
  { line: 'const room = bufferLines - this.buffer.length;', label: 'How much may be read now?' },
  { line: 'await source.commit(batch);', label: 'Taken by the sink: the checkpoint moves' },
  { line: "this.change('failed', 'resting', error);", label: 'Not taken: the lines stay, and it rests' },
  { line: "this.change('told', 'draining');", label: 'Told to stop: what is left is shipped now' },
  { file: tail, line: 'this.offset = kept.offset;', label: 'After a restart: on from the checkpoint' },
  { file: tail, line: 'for (const file of files.slice(0, Math.max(0, place))) await this.remove(file);', label: 'Shipped whole: deleted' },
  { file: tail, line: 'else [this.file, this.offset] = [next.id, 0];', label: 'Rotated, and read to its end: the next file' },
  { file: tail, line: 'this.untold = [...others(this.untold), gap];', label: 'No room: dropped, and said' },
];

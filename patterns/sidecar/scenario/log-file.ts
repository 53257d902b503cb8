import type { Volume } from '../../../simulation/world.ts';
import { sumOf } from './text-sum.ts';

const live = 'web.log';
/** The name of a file of the log. */
export const isOfLog = (name: string): boolean => name.startsWith('web.');

export interface LogWriter {
  write(text: string): void;
}
/** What was written where: `sum` tells its text from another. */
export type Written = (file: string, from: number, to: number, sum: number) => void;

/** What loggers do: a line at the end of a file, and another file when it has so many. That somebody reads it, it does not know. */
export function logWriter(volume: Volume, rotateLines: number, written: Written): LogWriter {
  const rotated = volume.files().flatMap(({ name }) => (isOfLog(name) && name !== live ? [Number(name.split('.')[1])] : []));
  let number = Math.max(0, ...rotated);
  let lines = (volume.read(live) ?? '').split('\n').length - 1;
  return {
    write: (text) => {
      if (lines >= rotateLines) {
        volume.rename(live, `web.${(number += 1)}.log`);
        lines = 0;
      }
      volume.append(live, `${text}\n`);
      lines += 1;
      const { id, size } = volume.files().find(({ name }) => name === live)!;
      written(String(id), size - text.length - 1, size, sumOf(text));
    },
  };
}

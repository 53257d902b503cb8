import type { JsonObject } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { cellsShown } from './sizes.ts';
import type { Batch } from './translator.ts';

/** The log of the whole shop: records of one schema. It has each place of each file once, whatever is sent twice. */
export function logs(env: Env): Process {
  const number = (name: string) => (env.disk.get(name) as number | undefined) ?? 0;
  const show = () => env.show('logs', { kept: number('kept'), tagged: number('tagged'), marks: (env.disk.get('marks') as string | undefined) ?? '', last: (env.disk.get('last') as string[] | undefined) ?? [] });
  show();
  return {
    handle: ({ body }) => {
      const { file, from, length, records } = body as Batch;
      const next = number(file);
      if (from !== next || length === 0) return next;
      const tagged = records.filter(({ format }) => format === 'unreadable').length;
      const marks = records.map(({ format }) => (format === 'unreadable' ? 'u' : 't')).join('');
      const changes: JsonObject = {
        [file]: next + length,
        kept: number('kept') + records.length,
        tagged: number('tagged') + tagged,
        marks: (((env.disk.get('marks') as string | undefined) ?? '') + marks).slice(-cellsShown),
        ...(records.length === 0 ? {} : { last: records.slice(-2).map(({ severity, message }) => `${severity} ${message}`) }),
      };
      env.disk.commit(changes);
      env.report('log.kept', { file, from, length, records: records.map(({ timeMs, severity, message, format }) => ({ timeMs, severity, message, format })) });
      for (const { format } of records) env.report(format === 'unreadable' ? 'line.tagged' : 'line.translated');
      show();
      return next + length;
    },
  };
}

import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { checked, type Request } from './legacy.ts';
import { blockSize, changesAtMs, flushMs, rowsShown } from './sizes.ts';
import type { Setup } from './world.ts';

const two = (value: number) => String(value).padStart(2, '0');
/** Its own clock is an hour ahead of UTC. */
const aheadMs = 3_600_000;

/** A line as it was written until the change. */
function levelledLine(wallMs: number, severity: string, message: string, order: number, took: number): string {
  const at = new Date(wallMs + aheadMs);
  const day = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  const time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())},${String(at.getUTCMilliseconds()).padStart(3, '0')}`;
  return `${day} ${time} +0100 ${severity} ${message} order=${order} ms=${took}`;
}
/** And since. */
const pairsLine = (wallMs: number, severity: string, message: string, order: number, took: number) => `ts=${(wallMs / 1000).toFixed(3)} lvl=${severity.toLowerCase()} msg="${message}" order=${order} ms=${took}`;

/** Orders tells nobody anything. It writes a log to the volume of its pod, through a buffer, as most programs do. */
export function orders(env: Env, { knobs }: Setup): Process {
  let placed = 0;
  let buffer = '';
  let isTimed = false;
  const recent: string[] = [];
  const file = env.volume.files().find(({ name }) => name.startsWith('orders-'))?.name ?? `orders-${Math.round(env.wallNow())}.log`;
  env.report('service.started', { of: 'orders', wallMs: env.wallNow() });
  const show = () => env.show('orders', { page: recent });
  show();
  const write = (text: string) => {
    if (text === '') return;
    env.volume.append(file, text);
    env.report('log.written', { file, text });
  };
  const flush = () => {
    isTimed = false;
    write(buffer);
    buffer = '';
  };
  const log = (line: string) => {
    buffer += `${line}\n`;
    recent.unshift(line.replace(/^\d{4}-\d\d-\d\d (\S+) \+0100 /, '… $1 '));
    recent.length = Math.min(recent.length, rowsShown + 1);
    while (buffer.length >= blockSize) {
      write(buffer.slice(0, blockSize));
      buffer = buffer.slice(blockSize);
    }
    if (!isTimed) env.clock.setTimeout(flush, flushMs);
    isTimed = true;
    show();
  };
  const order = async (): Promise<Json> => {
    const took = 15 + Math.floor(env.random() * 30);
    const luck = env.random();
    await env.work(took);
    placed += 1;
    const [severity, message] = luck < 0.06 ? ['SEVERE', 'not placed'] : luck < 0.2 ? ['WARNING', 'placed late'] : ['INFO', 'placed'];
    const form = knobs.log !== 'stays' && env.clock.now() >= changesAtMs ? pairsLine : levelledLine;
    log(form(Math.round(env.wallNow()), severity, message, placed, took));
    return true;
  };
  return {
    handle: ({ body }) => ((body as Request).do === 'work' ? order() : checked(env, 'orders', () => true)),
    // Whoever is told to stop writes down what it has.
    stop: flush,
  };
}

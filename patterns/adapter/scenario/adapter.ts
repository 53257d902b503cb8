import type { Json } from '../../../simulation/trace.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import type { Rule, SourceRecord } from '../adapter.ts';
import type { Health } from '../adapter.health.ts';
import { readExposition } from './exposition.ts';
import { forgiveMs } from './health-times.ts';
import type { Status } from './legacy.ts';
import { labelled, rules } from './rules.ts';
import { askMs, queryMs, type Service } from './sizes.ts';
import { translator, type Translator } from './translator.ts';
import type { Code, Setup } from './world.ts';

/** What the monitor asks of an adapter: the same of each. */
export type Request = { readonly get: 'metrics' } | { readonly get: 'health' };
/** A health answer as it goes over the wire. */
export type Told = { readonly isHealthy: boolean; readonly status: string; readonly ageMs: number | null; readonly answeredAgoMs: number | null };

type Source = { readonly ask: (signal: AbortSignal) => string | Promise<string>; readonly parse: (text: string) => readonly SourceRecord[]; readonly rules: Readonly<Record<string, Rule>> };

/** The second container of a pod: what its service has, in the form that everybody reads. */
export function adapter(env: Env, code: Code, setup: Setup, service: Service): Process {
  const { MetricsAdapter } = code.adapter;
  const { HealthAdapter } = code['adapter.health'];
  const { knobs } = setup;
  const lines = service === 'orders' ? translator(env, code, setup) : undefined;
  const chart = env.statechart(`${service} ${Math.round(env.wallNow())}`);
  const shown = { status: 'unknown', unusable: 0, page: [] as readonly string[] };
  const show = () => env.show(env.id, shown);

  const metrics = new MetricsAdapter<string>({
    prefix: service,
    ...sourceOf(env, code, setup, service, lines),
    seriesMax: knobs.seriesMax as number,
    timeoutMs: askMs,
    onScrape: ({ isUp, outcomes: { unmapped, unreadable, twice } }) => void (shown.unusable = isUp ? unmapped + unreadable + twice : 0),
    wallNow: () => env.wallNow(),
    clock: env.clock,
  });
  const health = new HealthAdapter({
    probe: async () => {
      env.report('probe.sent', { of: service });
      try {
        await env.request(service, { do: 'check' }, { timeoutMs: queryMs });
      } finally {
        env.report('probe.ended', { of: service });
      }
    },
    timeoutMs: knobs.probeTimeoutMs as number,
    failures: knobs.failures as number,
    forgiveMs: forgiveMs(knobs),
    cacheMs: knobs.cacheMs as number,
    onProbe: (event, { status }) => {
      shown.status = status;
      env.report('probe.counted', { of: service, event });
      chart.took(event, status);
      show();
    },
    clock: env.clock,
  });

  const answerMetrics = async (): Promise<string> => {
    env.report('metrics.asked', { of: service });
    const text = await metrics.scrape();
    const told = readable(text);
    env.report('metrics.answered', { of: service, ...told });
    shown.page = text.split('\n').filter((line) => line !== '' && !line.startsWith('#') && !/_(created|up|records_total|record_unusable|start_time_seconds)[{ ]/.test(line));
    show();
    return text;
  };
  const answerHealth = async (): Promise<Told> => {
    env.report('health.asked', { of: service });
    const { isHealthy, status, ageMs, answeredAgoMs }: Health = await health.check();
    const told = { isHealthy, status, ageMs: inWire(ageMs), answeredAgoMs: inWire(answeredAgoMs) };
    env.report('health.answered', { of: service, ...told });
    return told;
  };
  show();
  env.ready();
  return {
    handle: ({ body }): Promise<Json> => ((body as Request).get === 'metrics' ? answerMetrics() : answerHealth()),
    ...(lines === undefined ? {} : { stop: lines.stop }),
  };
}
const inWire = (value: number) => (Number.isFinite(value) ? value : null);

/** For the record: what the text says to whoever reads it. A value that is no number is null there. */
function readable(text: string) {
  try {
    return { isReadable: true, why: '', samples: Object.fromEntries(Object.entries(readExposition(text)).map(([sample, value]) => [sample, inWire(value)])) };
  } catch (error) {
    return { isReadable: false, why: (error as Error).message, samples: {} };
  }
}

/** How each service is asked, and its answer taken apart. */
function sourceOf(env: Env, { adapter: { recordsOfJson, recordsOfPage } }: Code, { knobs }: Setup, service: Service, lines: Translator | undefined): Source {
  const status = (body: Json) => async (signal: AbortSignal) => {
    const { text, reading } = (await env.request(service, body, { timeoutMs: askMs, signal })) as Status;
    env.report('reading.arrived', { of: service, reading });
    return text;
  };
  const [ofService, keys] = [rules[service], labelled[service]];
  if (service === 'stock') return { ask: status({ do: 'status' }), parse: (page) => recordsOfPage(page, keys), rules: ofService };
  const parse = (json: string) => recordsOfJson(json, keys);
  if (service === 'payments') return { ask: status(knobs.byCustomer === true ? { do: 'status', by: 'customer' } : { do: 'status' }), parse, rules: ofService };
  // Orders tells nothing: its adapter has counted the lines of its log, since it has run itself.
  const startedAt = env.clock.now();
  return { ask: () => JSON.stringify({ lines: lines!.lines, uptime: env.clock.now() - startedAt }), parse, rules: ofService };
}

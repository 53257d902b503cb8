import type { Env, Process } from '../../../simulation/world.ts';
import type { Told } from './adapter.ts';
import { createdOf, metricOf, readExposition, type Samples } from './exposition.ts';
import { adapterOf, asksAtMs, healthSlackMs, labels, looksAtMs, scrapeMs, services, type Service } from './sizes.ts';
import type { Setup } from './world.ts';

/** The counters that say how much a service has done. */
const workOf: Readonly<Record<Service, string>> = { stock: 'stock_reserved_total', payments: 'payments_calls_total', orders: 'orders_lines_total' };

interface View {
  rate: number | null;
  health: string;
  ageMs: number | null;
  isBlind: boolean;
  before: { readonly atMs: number; readonly samples: Samples } | undefined;
}

/** Asks all adapters the same two questions, again and again. It reads one format. */
export function monitor(env: Env, { knobs }: Setup): Process {
  const everyMs = knobs.everyMs as number;
  const views = new Map(services.map((service): [Service, View] => [service, { rate: null, health: 'unknown', ageMs: null, isBlind: true, before: undefined }]));
  const show = () => {
    const all = [...views];
    const ill = all.filter(([, { health }]) => health === 'unhealthy').length;
    const blind = all.filter(([, { isBlind }]) => isBlind).length;
    const rows = all.map(([service, { rate, health, ageMs, isBlind }]) => ({
      text: `${labels[service]} ${rate === null ? 'no rate' : `${rate.toFixed(1)} /s`}${ageMs === null ? '' : `, ${(ageMs / 1000).toFixed(1)} s ago`}`,
      mark: isBlind ? 'b' : health === 'unhealthy' ? 'x' : health === 'doubtful' ? 'd' : health === 'healthy' ? 'h' : 'b',
    }));
    const rates = Object.fromEntries(all.map(([service, { rate }]) => [service, rate]));
    env.show('monitor', { state: blind > 0 ? 'blind' : ill > 0 ? 'ill' : 'well', ill, blind, rows, ...rates });
  };
  const scrape = async (service: Service) => {
    const view = views.get(service)!;
    env.report('scrape.began', { of: service });
    try {
      const text = await env.request(adapterOf(service), { get: 'metrics' }, { timeoutMs: scrapeMs });
      const samples = readExposition(typeof text === 'string' ? text : '');
      const atMs = env.clock.now();
      view.isBlind = samples[`${service}_up`] !== 1;
      view.rate = view.isBlind || view.before === undefined ? null : (increaseOf(workOf[service], view.before.samples, samples) / (atMs - view.before.atMs)) * 1000;
      if (!view.isBlind) view.before = { atMs, samples };
      env.report(view.isBlind ? 'scrape.down' : 'scrape.read', { of: service });
    } catch (error) {
      Object.assign(view, { isBlind: true, rate: null });
      env.report('scrape.lost', { of: service, why: (error as Error).message });
    }
    show();
  };
  const ask = async (service: Service) => {
    const view = views.get(service)!;
    try {
      const told = (await env.request(adapterOf(service), { get: 'health' }, { timeoutMs: (knobs.probeTimeoutMs as number) + healthSlackMs })) as Told;
      Object.assign(view, { health: told.status, ageMs: told.answeredAgoMs });
      env.report(told.isHealthy ? 'told.healthy' : 'told.unhealthy', { of: service });
    } catch {
      Object.assign(view, { health: 'unhealthy', ageMs: null });
      env.report('told.nothing', { of: service });
    }
    show();
  };
  show();
  for (const [place, service] of services.entries()) {
    const afterMs = (place * everyMs) / services.length;
    const again = (what: (of: Service) => Promise<void>) => {
      void what(service);
      env.clock.setTimeout(() => again(what), everyMs);
    };
    env.clock.setTimeout(() => again(scrape), looksAtMs + afterMs);
    env.clock.setTimeout(() => again(ask), asksAtMs + afterMs);
  }
  return {};
}

/** How much a counter has grown. One that says that it counts since later began at nothing then. */
function increaseOf(metric: string, before: Samples, now: Samples): number {
  let sum = 0;
  for (const [sample, value] of Object.entries(now)) {
    if (metricOf(sample) !== metric) continue;
    const since = createdOf(sample);
    sum += (now[since] ?? 0) > (before[since] ?? 0) && sample in before ? value : value - (before[sample] ?? 0);
  }
  return sum;
}

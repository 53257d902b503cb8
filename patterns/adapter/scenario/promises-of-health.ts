import { inMs, inWords, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { forgiveMs } from './health-times.ts';
import { adapterOf, services } from './sizes.ts';

/** How long an answer may be on its way, in ms. */
const slackMs = 100;

/** These are judged from what the services did when they were asked to. */
export const promisesOfHealth: readonly ScenarioPromise[] = [
  {
    name: 'healthy-means-answered',
    kind: 'safety',
    label: 'Healthy means it has just worked',
    meaning: 'A service is called healthy only where it has done a probe’s work within the time that the allowed failures take. An answer that is kept for longer shows green for a service that is long gone.',
    watch: (judge, knobs) => {
      const withinMs = forgiveMs(knobs) + (knobs.probeTimeoutMs as number) + slackMs;
      const workedAt = new Map<unknown, number>();
      return {
        'service.checked': ({ data }) => void workedAt.set(data.of, data.asked as number),
        'health.answered': (row) => {
          const { of, isHealthy } = row.data;
          if (isHealthy !== true) return;
          const agoMs = row.at / 1000 - (workedAt.get(of) ?? -Infinity);
          if (agoMs > withinMs) judge.broken(row, `${inWords(of)} was called healthy, and ${Number.isFinite(agoMs) ? `it has done no probe’s work for ${inMs(agoMs * 1000)}` : 'it has never done a probe’s work'}.`);
          else judge.held();
        },
      };
    },
  },
  {
    name: 'not-too-early',
    kind: 'safety',
    label: 'Nobody is condemned too early',
    meaning: 'A service becomes unhealthy after as many failed probes in a row as the knob says, or when its last answer is older than they would take. One slow answer is no outage.',
    watch: (judge, knobs) => {
      const streaks = new Map<unknown, { failures: number; answeredAt: number }>();
      /** When the probe under way was sent: an answer tells how the service was then, and no later. */
      const sentAt = new Map<unknown, number>();
      return {
        'probe.sent': ({ at, data }) => void sentAt.set(data.of, at / 1000),
        'probe.counted': (row) => {
          const { of, event } = row.data;
          const streak = streaks.get(of) ?? { failures: 0, answeredAt: -Infinity };
          streaks.set(of, streak);
          if (event === 'answered') Object.assign(streak, { failures: 0, answeredAt: sentAt.get(of)! });
          else streak.failures += 1;
          if (event !== 'condemned') return;
          const isEarly = streak.failures < (knobs.failures as number) && row.at / 1000 - streak.answeredAt < forgiveMs(knobs);
          if (isEarly) judge.broken(row, `${inWords(of)} was called unhealthy after ${streak.failures === 1 ? 'one failed probe' : `${streak.failures} failed probes`}; it takes ${inWords(knobs.failures!)}.`);
          else judge.held();
        },
        'node.state': ({ node, data }) => {
          if (data.state === 'down') streaks.delete(services.find((service) => adapterOf(service) === node));
        },
      };
    },
  },
  {
    name: 'one-probe',
    kind: 'safety',
    label: 'Probes do not pile up',
    meaning: 'An adapter has one probe at its service at a time, even where that does not answer. Else a service that hangs collects them, and has no connection left for its shoppers when it wakes up.',
    watch: (judge) => {
      const open = new Map<unknown, number>();
      return {
        'probe.sent': (row) => {
          const count = (open.get(row.data.of) ?? 0) + 1;
          open.set(row.data.of, count);
          if (count > 1) judge.broken(row, `The adapter of ${inWords(row.data.of)} sent a probe while ${count === 2 ? 'one has' : `${count - 1} have`} not been answered.`);
          else judge.held();
        },
        'probe.ended': ({ data }) => void open.set(data.of, Math.max(0, (open.get(data.of) ?? 0) - 1)),
        'node.state': ({ node, data }) => {
          if (data.state === 'down' || data.state === 'restarting') open.delete(services.find((service) => adapterOf(service) === node));
        },
      };
    },
  },
];

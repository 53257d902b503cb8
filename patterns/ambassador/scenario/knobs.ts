import type { Knob, Settings } from '../../../simulation/scenario.ts';

export const knobs: readonly Knob[] = [
  {
    kind: 'choice', group: 'Where keys live', name: 'placement', label: 'Layout', help: 'How a cart finds its shard: by the next point on a ring, or by the remainder of its hash.',
    options: [{ value: 'ring', label: 'Hash ring' }, { value: 'remainder', label: 'Remainder' }], default: 'ring',
  },
  {
    kind: 'number', group: 'Where keys live', name: 'points', label: 'Points', help: 'At how many points of the ring each shard stands. More share the carts out more evenly.', min: 1, max: 160, step: 1, default: 40, unit: 'each', scale: 'log',
    onlyWith: { knob: 'placement', values: ['ring'] },
  },
  {
    kind: 'choice', group: 'Where keys live', name: 'joins', label: 'Shard 4', help: 'Whether a fourth shard is listed at 7 s, and whether both pods are told.',
    options: [{ value: 'no', label: 'Stays away' }, { value: 'both', label: 'Joins' }, { value: 'one', label: 'Joins, pod 1 is told' }], default: 'no',
  },
  { kind: 'number', group: 'Calls', name: 'attempts', label: 'Attempts', help: 'How many shards the ambassador asks for one call at most, the first included.', min: 1, max: 4, step: 1, default: 3, unit: 'in all' },
  { kind: 'number', group: 'Calls', name: 'tryTimeoutMs', label: 'Attempt timeout', help: 'How long one attempt may take. The whole call has 800 ms.', min: 80, max: 800, step: 10, default: 250, unit: 'ms' },
  { kind: 'number', group: 'Calls', name: 'appAttempts', label: 'App’s attempts', help: 'How often the cart service itself asks localhost when it reads. More than once, and the attempts multiply.', min: 1, max: 3, step: 1, default: 1, unit: 'in all' },
  { kind: 'number', group: 'The next version', name: 'splitPercent', label: 'Split', help: 'How many of a hundred shoppers have their cart in the next version of the store.', min: 0, max: 50, step: 5, default: 0, unit: '%' },
  { kind: 'number', group: 'The next version', name: 'mirrorPercent', label: 'Mirror', help: 'How many of a hundred requests are copied to the next version. Nobody waits for those.', min: 0, max: 100, step: 10, default: 0, unit: '%' },
];

export const settings: readonly Settings[] = [
  {
    name: 'envoy',
    label: 'Envoy',
    source: { title: 'Envoy: RetryPolicy', url: 'https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/route/v3/route_components.proto#config-route-v3-retrypolicy' },
    note: 'One retry where a route has a policy for it, and no time for each attempt unless it is set: an attempt may take what the call has left, and a shard that hangs leaves nothing for the retry.',
    knobs: { attempts: 2, tryTimeoutMs: 800 },
  },
  {
    name: 'twemproxy',
    label: 'twemproxy',
    source: { title: 'twemproxy: nc_ketama.c', url: 'https://github.com/twitter/twemproxy/blob/master/src/hashkit/nc_ketama.c' },
    note: 'A ketama ring with 160 points for each server, and no second attempt: what fails is an error, and a server that fails twice is ejected where that is switched on.',
    knobs: { placement: 'ring', points: 160, attempts: 1 },
  },
  {
    name: 'nginx',
    label: 'nginx',
    source: { title: 'nginx: proxy_next_upstream', url: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_next_upstream' },
    note: 'On an error or a timeout the next server is asked, and the one after it, as many as there are; what is not idempotent is not passed on once it was sent.',
    knobs: { attempts: 4 },
  },
];

import type { Env } from '../../../simulation/world.ts';
import type { Bulkhead } from '../../bulkhead/bulkhead.ts';
import type { CircuitBreaker } from '../../circuit-breaker/circuit-breaker.ts';
import type { Component } from '../runtime-reconfiguration.ts';
import { connectTimeoutMs, openForMs, type Values } from './sizes.ts';
import type { Code } from './world.ts';

/** A connection to an address of the provider. */
export interface Connection {
  readonly id: string;
  readonly url: string;
  readonly key: string;
  isOpen: boolean;
}
export interface Fuse {
  readonly breaker: CircuitBreaker;
  readonly failures: number;
}
/** How a gateway stands, as its parts say it, and not as its configuration does. */
export interface Fitted {
  connection: Connection;
  fuse: Fuse;
  readonly pool: Bulkhead;
  level: string;
}
export interface Parts {
  readonly fitted: Fitted;
  readonly client: Component<Values, Connection>;
  readonly breaker: Component<Values, Fuse>;
  readonly all: readonly Component<Values>[];
}

/** What follows the settings in a gateway: the pool and the log in place, the breaker and the connection by new ones beside the old. Attached, they take what it began with. */
export function partsOf(env: Env, code: Code, values: Values, pool: Bulkhead): Parts {
  const { CircuitBreaker } = code['circuit-breaker'];
  let opened = 0;
  const connection = ({ url, key }: Values): Connection => {
    opened += 1;
    const id = `${env.id}/${Math.round(env.clock.now())}/${opened}`;
    env.report('connection.opened', { connection: id, url });
    return { id, url, key, isOpen: true };
  };
  const close = (of: Connection) => {
    of.isOpen = false;
    env.report('connection.closed', { connection: of.id, url: of.url });
  };
  const fuse = (failures: number): Fuse => ({ failures, breaker: new CircuitBreaker({ trip: { kind: 'consecutive', failures }, openForMs, clock: env.clock }) });
  const fitted: Fitted = { connection: connection(values), fuse: fuse(values.failures), pool, level: values.level };

  const limit: Component<Values, number> = {
    name: 'pool',
    keys: ['pool'],
    prepare: (next) => next.pool,
    commit: (part) => void (pool.limit = part),
    rollback: (_part, before = pool.limit) => void (pool.limit = before),
  };
  const log: Component<Values, string> = {
    name: 'log',
    keys: ['level'],
    prepare: (next) => next.level,
    commit: (part) => void (fitted.level = part),
    rollback: (_part, before = fitted.level) => void (fitted.level = before),
  };
  const breaker: Component<Values, Fuse> = {
    name: 'breaker',
    keys: ['url', 'failures'],
    prepare: (next, current) => (next === current ? fitted.fuse : fuse(next.failures)),
    // What the old one knows of the same address the new one knows too.
    commit: (part, next, before) => {
      if (before !== undefined && next.url === fitted.connection.url) part.breaker.restore(before.breaker.snapshot());
      fitted.fuse = part;
    },
    rollback: (_part, before = fitted.fuse) => void (fitted.fuse = before),
  };
  const client: Component<Values, Connection> = {
    name: 'client',
    keys: ['url', 'key'],
    prepare: async (next, current, signal) => {
      if (next === current) return fitted.connection;
      await env.request(next.url, { do: 'connect' }, { timeoutMs: connectTimeoutMs, signal });
      return connection(next);
    },
    commit: (part) => void (fitted.connection = part),
    rollback: (part, before = fitted.connection) => {
      fitted.connection = before;
      close(part);
    },
    retire: close,
  };
  // The one that may refuse comes last, as in a list that grew over the years.
  return { fitted, client, breaker, all: [limit, log, breaker, client] };
}

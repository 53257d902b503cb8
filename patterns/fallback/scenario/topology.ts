import type { Card, CellLook, StateLook, Topology } from '../../../simulation/scenario.ts';
import { answersShown, products, queuePlaces, slots } from './sizes.ts';

export const fallbackLooks: Readonly<Record<string, StateLook>> = {
  primary: { label: 'Primary first', tone: 'ok', shape: 'dot', ground: 'plain' },
  returning: { label: 'Returning', tone: 'warn', shape: 'half', ground: 'bars' },
  degraded: { label: 'Primary last', tone: 'rej', shape: 'square', ground: 'diagonals' },
};

/** Where an answer came from, as web's code says: a character each. */
const answerLooks: Readonly<Record<string, CellLook>> = {
  p: { tone: 'ok', height: 'short', label: 'from recommendations' },
  r: { tone: 'flat', height: 'tall', ground: 'dots', label: 'from the replica' },
  c: { tone: 'warn', height: 'tall', ground: 'bars', label: 'from the cache' },
  s: { tone: 'rej', height: 'tall', ground: 'diagonals', label: 'from the static list' },
  x: { tone: 'fail', height: 'tall', label: 'an explicit error' },
  f: { tone: 'mute', height: 'short', ground: 'none', label: 'refused by the level itself' },
};

const live = (id: string, label: string): Card => ({
  id,
  shape: 'service',
  label,
  icon: 'server',
  meters: [
    { kind: 'slots', label: 'in flight', value: 'inFlight', of: slots },
    { kind: 'value', label: 'queue', value: 'queued', of: queuePlaces },
  ],
});
const store = (id: string, label: string): Card => ({ id, shape: 'store', label, icon: 'database', meters: [{ kind: 'value', label: 'read', value: 'reads', unit: '/s' }] });

export const topology: Topology = {
  nodes: [
    {
      id: 'shoppers',
      label: 'Shoppers',
      faults: [],
      cards: [{ id: 'shoppers', shape: 'client', label: 'Shoppers', icon: 'users', meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }],
    },
    {
      id: 'web',
      label: 'Web',
      boundary: 'one process',
      cards: [
        {
          id: 'web/page',
          shape: 'service',
          label: 'Product page',
          icon: 'panel-top',
          meters: [
            { kind: 'slots', label: 'in flight', value: 'inFlight', of: 12 },
            { kind: 'value', label: 'latency', value: 'latencyMs', unit: 'ms' },
          ],
        },
        {
          id: 'web/fallback',
          shape: 'service',
          label: 'Fallback',
          icon: 'list-ordered',
          ink: true,
          pill: { value: 'state', looks: fallbackLooks },
          meters: [
            { kind: 'cells', value: 'answers', size: answersShown, looks: answerLooks },
            { kind: 'value', label: 'last from', value: 'source' },
            { kind: 'value', label: 'its age', value: 'age', unit: 's' },
          ],
        },
        { id: 'web/outbox', shape: 'queue', label: 'Outbox', icon: 'inbox', meters: [{ kind: 'value', label: 'wishes', value: 'kept', of: { knob: 'outboxPlaces' } }] },
      ],
    },
    { id: 'recommendations', label: 'Recommendations', cards: [live('recommendations', 'Recommendations')] },
    { id: 'replica', label: 'Replica', cards: [live('replica', 'Replica')] },
    {
      id: 'cache',
      label: 'Cache',
      cards: [
        {
          id: 'cache',
          shape: 'store',
          label: 'Cache',
          icon: 'archive',
          meters: [
            {
              kind: 'cells',
              value: 'entries',
              size: products,
              columns: products / 2,
              looks: {
                o: { tone: 'ok', label: 'young enough' },
                x: { tone: 'fail', ground: 'hatch', label: 'too old' },
                '.': { tone: 'mute', ground: 'none', label: 'nothing kept' },
              },
            },
          ],
        },
      ],
    },
    { id: 'wishes', label: 'Wishes', cards: [{ id: 'wishes', shape: 'store', label: 'Wishes', icon: 'heart', meters: [{ kind: 'value', label: 'stored', value: 'stored' }] }] },
    { id: 'catalog', label: 'Catalog', cards: [store('catalog', 'Catalog')] },
    { id: 'catalog-copy', label: 'Catalog copy', cards: [store('catalog-copy', 'Catalog copy')] },
  ],
  links: [
    { from: 'shoppers', to: 'web', latencyMs: [8, 14], toCard: 'web/page' },
    { from: 'web', to: 'recommendations', latencyMs: [4, 8], fromCard: 'web/fallback' },
    { from: 'web', to: 'replica', latencyMs: [4, 8], fromCard: 'web/fallback' },
    { from: 'web', to: 'cache', latencyMs: [1, 3], fromCard: 'web/fallback' },
    { from: 'web', to: 'wishes', latencyMs: [4, 8], fromCard: 'web/outbox' },
    { from: 'recommendations', to: 'catalog', latencyMs: [2, 4] },
    { from: 'replica', to: 'catalog', latencyMs: [2, 4] },
    { from: 'replica', to: 'catalog-copy', latencyMs: [2, 4] },
  ],
  wirings: {
    desk: {
      width: 804,
      height: 452,
      cards: {
        shoppers: { x: 16, y: 60, width: 88, height: 88 },
        'web/page': { x: 162, y: 58, width: 158, height: 92 },
        'web/fallback': { x: 162, y: 186, width: 158, height: 122 },
        'web/outbox': { x: 162, y: 352, width: 158, height: 72 },
        recommendations: { x: 430, y: 28, width: 158, height: 94 },
        replica: { x: 430, y: 150, width: 158, height: 94 },
        cache: { x: 430, y: 272, width: 158, height: 84 },
        wishes: { x: 430, y: 384, width: 158, height: 60 },
        catalog: { x: 668, y: 40, width: 122, height: 70 },
        'catalog-copy': { x: 668, y: 162, width: 122, height: 70 },
      },
      boundaries: { web: { x: 146, y: 24, width: 190, height: 414 } },
      edges: {
        'shoppers>web': [[104, 104], [162, 104]],
        'web>recommendations': [[320, 210], [376, 210], [376, 75], [430, 75]],
        'web>replica': [[320, 236], [396, 236], [396, 197], [430, 197]],
        'web>cache': [[320, 276], [376, 276], [376, 314], [430, 314]],
        'web>wishes': [[320, 402], [430, 402]],
        'recommendations>catalog': [[588, 75], [668, 75]],
        'replica>catalog': [[588, 178], [624, 178], [624, 96], [668, 96]],
        'replica>catalog-copy': [[588, 206], [668, 206]],
      },
      inner: [[[241, 150], [241, 186]], [[241, 308], [241, 352]]],
    },
    portrait: {
      width: 390,
      height: 560,
      cards: {
        shoppers: { x: 119, y: 10, width: 152, height: 40 },
        'web/fallback': { x: 24, y: 104, width: 168, height: 116 },
        'web/outbox': { x: 206, y: 126, width: 160, height: 72 },
        recommendations: { x: 16, y: 276, width: 168, height: 92 },
        catalog: { x: 224, y: 288, width: 150, height: 68 },
        replica: { x: 16, y: 384, width: 168, height: 92 },
        'catalog-copy': { x: 224, y: 396, width: 150, height: 68 },
        cache: { x: 16, y: 488, width: 168, height: 64 },
        wishes: { x: 224, y: 488, width: 150, height: 60 },
      },
      boundaries: { web: { x: 10, y: 78, width: 370, height: 156 } },
      edges: {
        'shoppers>web': [[195, 50], [195, 66], [108, 66], [108, 104]],
        'web>recommendations': [[100, 220], [100, 276]],
        'web>replica': [[60, 220], [60, 258], [8, 258], [8, 430], [16, 430]],
        'web>cache': [[40, 220], [40, 250], [4, 250], [4, 520], [16, 520]],
        'web>wishes': [[366, 180], [384, 180], [384, 518], [374, 518]],
        'recommendations>catalog': [[184, 322], [224, 322]],
        'replica>catalog': [[184, 410], [204, 410], [204, 344], [224, 344]],
        'replica>catalog-copy': [[184, 430], [224, 430]],
      },
      inner: [[[192, 162], [206, 162]]],
      hides: ['web/page'],
    },
  },
};

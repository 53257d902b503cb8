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
            { kind: 'value', label: 'age of the last', value: 'ageSeconds', unit: 's' },
            { kind: 'spark', value: 'ageSeconds', max: 10 },
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
        'web/page': { x: 158, y: 58, width: 158, height: 92 },
        'web/fallback': { x: 158, y: 186, width: 158, height: 122 },
        'web/outbox': { x: 148, y: 352, width: 178, height: 72 },
        recommendations: { x: 416, y: 28, width: 174, height: 94 },
        replica: { x: 416, y: 150, width: 174, height: 94 },
        cache: { x: 416, y: 272, width: 174, height: 80 },
        wishes: { x: 416, y: 378, width: 174, height: 64 },
        catalog: { x: 654, y: 40, width: 138, height: 70 },
        'catalog-copy': { x: 654, y: 162, width: 138, height: 70 },
      },
      boundaries: { web: { x: 142, y: 24, width: 190, height: 414 } },
      edges: {
        'shoppers>web': [[104, 104], [158, 104]],
        'web>recommendations': [[316, 210], [366, 210], [366, 75], [416, 75]],
        'web>replica': [[316, 236], [386, 236], [386, 197], [416, 197]],
        'web>cache': [[316, 276], [366, 276], [366, 316], [416, 316]],
        'web>wishes': [[326, 402], [416, 402]],
        'recommendations>catalog': [[590, 75], [654, 75]],
        'replica>catalog': [[590, 178], [622, 178], [622, 96], [654, 96]],
        'replica>catalog-copy': [[590, 206], [654, 206]],
      },
      inner: [[[237, 150], [237, 186]], [[237, 308], [237, 352]]],
    },
    portrait: {
      width: 390,
      height: 572,
      cards: {
        shoppers: { x: 119, y: 10, width: 152, height: 40 },
        'web/fallback': { x: 24, y: 104, width: 160, height: 118 },
        'web/outbox': { x: 204, y: 128, width: 166, height: 72 },
        recommendations: { x: 50, y: 282, width: 170, height: 92 },
        catalog: { x: 236, y: 294, width: 138, height: 68 },
        replica: { x: 50, y: 388, width: 170, height: 92 },
        'catalog-copy': { x: 236, y: 400, width: 138, height: 68 },
        cache: { x: 50, y: 494, width: 170, height: 72 },
        wishes: { x: 246, y: 500, width: 124, height: 62 },
      },
      boundaries: { web: { x: 10, y: 78, width: 370, height: 158 } },
      edges: {
        'shoppers>web': [[176, 50], [176, 104]],
        'web>recommendations': [[134, 222], [134, 282]],
        'web>replica': [[86, 222], [86, 262], [30, 262], [30, 434], [50, 434]],
        'web>cache': [[56, 222], [56, 248], [14, 248], [14, 530], [50, 530]],
        'web>wishes': [[370, 176], [384, 176], [384, 530], [370, 530]],
        'recommendations>catalog': [[220, 328], [236, 328]],
        'replica>catalog': [[220, 416], [228, 416], [228, 348], [236, 348]],
        'replica>catalog-copy': [[220, 440], [236, 440]],
      },
      inner: [[[184, 164], [204, 164]]],
      hides: ['web/page'],
    },
  },
};

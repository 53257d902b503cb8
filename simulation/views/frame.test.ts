import { describe, expect, it } from 'vitest';
import { bundledFrame, frameAt, type LinkFrame } from './frame.ts';
import { sampleData, sampleRun, shown } from './frame-sample.ts';
import type { MeterFrame } from './frame-meter.ts';
import type { RunResult } from '../run.ts';

const stockAt = (run: RunResult, at: number) => {
  const node = frameAt(run, sampleData, at).nodes['stock']!;
  return { state: node.state, ...node.cards['stock']! };
};
const meterAt = <Kind extends MeterFrame['kind']>(run: RunResult, at: number, kind: Kind) =>
  stockAt(run, at).meters.find((meter): meter is Extract<MeterFrame, { kind: Kind }> => meter.kind === kind)!;

describe('frameAt', () => {
  it('counts a moment with everything that happened at it', () => {
    const run = sampleRun([shown(100, 'stock', { inFlight: 1 }), shown(200, 'stock', { inFlight: 2 })]);
    expect(meterAt(run, 99, 'slots')).toMatchObject({ taken: 0, text: '–' });
    expect(meterAt(run, 100, 'slots')).toMatchObject({ taken: 1, of: 8, text: '1', limit: '8' });
    expect(meterAt(run, 199, 'slots').taken).toBe(1);
    expect(meterAt(run, 200, 'slots').taken).toBe(2);
  });

  it('shows a card in the state that its gauge names, and a crashed node as crashed whatever its card said', () => {
    const run = sampleRun([
      shown(0, 'stock', { mode: 'open' }),
      { at: 100, node: 'stock', kind: 'node.state', data: { state: 'down', factor: 1, failRatio: 0 } },
    ]);
    expect(stockAt(run, 50).pill.label).toBe('Open');
    expect(stockAt(run, 100)).toMatchObject({ state: { condition: 'down' }, pill: { label: 'Crashed', tone: 'fail' } });
  });

  it('fills the label of a state with the gauges of its card, and keeps its mark', () => {
    const [web, stock] = sampleData.topology.nodes;
    const leader = { label: 'Leader, term {term}', tone: 'info', shape: 'dot', ground: 'plain', mark: 'leader' } as const;
    const nodes = [web!, { ...stock!, cards: [{ ...stock!.cards[0]!, pill: { value: 'role', looks: { leader } } }] }];
    const run = sampleRun([shown(0, 'stock', { role: 'leader', term: 3 }), { at: 100, node: 'stock', kind: 'node.state', data: { state: 'down' } }]);
    const pillAt = (at: number) => frameAt(run, { ...sampleData, topology: { ...sampleData.topology, nodes } }, at).nodes['stock']!.cards['stock']!.pill;
    expect(pillAt(0)).toMatchObject({ label: 'Leader, term 3', mark: 'leader' });
    expect(pillAt(100)).not.toHaveProperty('mark');
  });

  it('says how slow a slow node is', () => {
    const run = sampleRun([{ at: 10, node: 'stock', kind: 'node.state', data: { state: 'slow', factor: 10, failRatio: 0 } }]);
    expect(stockAt(run, 10).pill).toMatchObject({ label: 'Slow ×10', tone: 'warn' });
  });

  it('counts a caption down to its time', () => {
    const run = sampleRun([shown(0, 'stock', { mode: 'open', until: 3000 })]);
    expect(meterAt(run, 2_180_000, 'caption').parts).toEqual([
      { text: 'again in ', isNumber: false },
      { text: '0.82', isNumber: true },
      { text: ' s', isNumber: false },
    ]);
  });

  it('puts the newest cell last and leaves the unused ones empty', () => {
    const run = sampleRun([shown(0, 'stock', { recent: 'of' }), shown(5, 'stock', { recent: 'oooooof' })]);
    expect(meterAt(run, 0, 'cells').cells.map((cell) => cell?.label ?? '')).toEqual(['', '', '', 'answered', 'failed']);
    expect(meterAt(run, 5, 'cells').cells.map((cell) => cell?.label)).toEqual(['answered', 'answered', 'answered', 'answered', 'failed']);
  });

  it('draws a spark over the last eight seconds, with a gap before the first value', () => {
    const run = sampleRun([shown(9_000_000, 'stock', { inFlight: 4 }), shown(10_000_000, 'stock', { inFlight: 1 })]);
    const { lines, limit } = meterAt(run, 12_000_000, 'spark');
    expect(limit).toBe(0.5);
    expect(lines).toHaveLength(1);
    expect(lines[0]![0]).toEqual([5 / 8, 1]);
    expect(lines[0]!.at(-1)).toEqual([1, 0.25]);
  });

  it('names what is wrong with a link', () => {
    const run = sampleRun([
      { at: 10, node: '', kind: 'link.state', data: { link: 'web>stock', state: 'cut', there: { cut: true }, back: { cut: true } } },
      { at: 20, node: '', kind: 'link.state', data: { link: 'web>stock', state: 'degraded', there: { cut: false, delayMs: 200 }, back: {} } },
    ]);
    const labelAt = (at: number) => frameAt(run, sampleData, at).links['web>stock'];
    expect(labelAt(9)).toEqual({ condition: 'up', label: '' });
    expect(labelAt(10)).toEqual({ condition: 'cut', label: 'cut' });
    expect(labelAt(20)).toEqual({ condition: 'degraded', label: '+200 ms' });
  });
});

describe('bundledFrame', () => {
  const [up, cut, slow]: readonly LinkFrame[] = [{ condition: 'up', label: '' }, { condition: 'cut', label: 'cut' }, { condition: 'degraded', label: '+200 ms' }];

  it('counts the links of a line that are struck', () => {
    const said = [[up], [up, up], [up, cut], [cut, cut], [up, cut, slow], [slow]].map((frames) => bundledFrame(frames as LinkFrame[])).map(({ condition, label }) => `${condition} ${label}`.trim());
    expect(said).toEqual(['up', 'up', 'degraded 1 of 2 cut', 'cut 2 of 2 cut', 'degraded 2 of 3 struck', 'degraded +200 ms']);
  });
});

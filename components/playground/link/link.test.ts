import { expect, it } from 'vitest';
import { decodeLink } from './decode-link.ts';
import { encodeLink } from './encode-link.ts';
import { linkData, editedSample, linkGround, originalSample, sharedSample } from './link-sample.ts';
import { packed } from './packed-text.ts';
import { textDigest } from './text-digest.ts';

const sentenceOf = async (fragment: string, ground = linkGround) => {
  const decoded = await decodeLink(fragment, ground);
  return decoded.kind === 'problem' ? decoded.sentence : decoded.kind;
};
const sharedOf = async (fragment: string) => {
  const decoded = await decodeLink(fragment, linkGround);
  if (decoded.kind !== 'run') throw new Error(`Expected a run, got ${JSON.stringify(decoded)}.`);
  return decoded.shared;
};
const withEdits = async (files: unknown) => `run=1&e=${await packed(JSON.stringify(files))}`;

it('writes no more than what differs from the experiment as it opens', async () => {
  expect(await encodeLink(sharedSample(), linkGround)).toBe('run=1&t=400000&c=0.1.0&h=2bde76f11aac4887');
  const turned = sharedSample({ pane: 'code' }, { seed: 42, knobs: { slots: 8, rate: 30, rule: 'share=%', isolate: true }, faults: [{ kind: 'cut', target: 'web>stock', atMs: 9000, direction: 'back' }] });
  expect(await encodeLink(turned, linkGround)).toBe('run=1&s=42&k.rate=30&k.rule=share%3D%25&k.isolate=true&f=cut:web/stock:9000::direction.back&t=400000&p=code&c=0.1.0&h=2bde76f11aac4887');
});

it('names a break and published settings instead of all that they change', async () => {
  const broken = sharedSample({}, { seed: 11, mutant: 'unlimited', breakName: 'no-limit', knobs: { slots: 2, rate: 20, rule: 'in a row', isolate: false } });
  expect(await encodeLink(broken, linkGround)).toBe('run=1&b=no-limit&t=400000&c=0.1.0&h=2bde76f11aac4887');
  const published = sharedSample({}, { settingsName: 'library', knobs: { slots: 4, rate: 20, rule: 'in a row', isolate: false } });
  expect(await encodeLink(published, linkGround)).toContain('run=1&set=library&t=');
});

it('brings back what it wrote, faults cleared and edits included', async () => {
  const shared = sharedSample({ at: undefined, pane: 'log', hash: '' }, { experiment: 'calm', seed: 0, knobs: { slots: 1, rate: 10, rule: 'in a row', isolate: false }, faults: [], edits: { sample: editedSample }, control: true, speed: 0.5 });
  expect(await sharedOf(await encodeLink(shared, linkGround))).toEqual(shared);
  const without = sharedSample({}, { faults: [] });
  expect(await encodeLink(without, linkGround)).toContain('&f=&');
  expect(await sharedOf(`#${await encodeLink(without, linkGround)}`)).toEqual(without);
});

it('reads a link whose signs a program has rewritten', async () => {
  const shared = sharedSample({}, { faults: [{ kind: 'crash', target: 'stock', atMs: 10, forMs: 5.5 }, { kind: 'reorder', target: 'web>stock', atMs: 0, ratio: 0.25, ms: 40 }] });
  const link = await encodeLink(shared, linkGround);
  expect(await sharedOf(link.replaceAll(':', '%3A').replaceAll(',', '%2C').replaceAll('/', '%2F'))).toEqual(shared);
  expect(await sharedOf(link.replaceAll('&', '&amp;'))).toEqual(shared);
});

it('passes over keys that it does not know', async () => {
  expect(await sharedOf('run=1&s=5&utm_source=chat&zoom=2&flag')).toMatchObject({ settings: { seed: 5 } });
});

it('is silent about fragments that are none of its own', async () => {
  for (const fragment of ['', '#', '#break-it', 'runs=1', '#x=1&run=1']) expect(await decodeLink(fragment, linkGround)).toEqual({ kind: 'none' });
});

it('asks for the originals of a link with edits only', async () => {
  const ground = { ...linkGround, originals: () => Promise.reject(new Error('offline')) };
  expect(await sentenceOf('run=1&s=5', ground)).toBe('run');
  expect(await sentenceOf(`run=1&e=${await packed('[]')}`, ground)).toMatch(/^This link has edited code, and the code that it was edited from could not be fetched\./);
});

const wrong: readonly (readonly [fragment: string, sentence: RegExp])[] = [
  ['run=2&x=whatever&%', /^This link was made by a later version of this page, in format 2; this one reads 1\. Reload the page/],
  ['run=0', /^This link cannot be read: it does not say in which format/],
  ['run=1e3', /^This link cannot be read: it does not say in which format/],
  ['run=', /^This link cannot be read: it does not say in which format/],
  ['run=1&s=%E0%A4', /^This link cannot be read: it has a % that stands for no character\.$/],
  ['run=1&s=1&s=2', /^This link cannot be read: it says “s” twice\.$/],
  ['run=1&s=-1', /^This link cannot be read: its seed is not a whole number, “-1”\.$/],
  ['run=1&s=99999999999', /^This link does not fit this pattern: The seed must be a whole number from 0 to 2147483647, got 99999999999\.$/],
  ['run=1&x=storm', /^This link does not fit this pattern: it has no experiment “storm”\.$/],
  ['run=1&b=storm', /has no break “storm”/],
  ['run=1&m=storm', /has no wrong version “storm”/],
  ['run=1&set=storm', /has no published settings “storm”/],
  ['run=1&k.storm=1', /has no knob “storm”/],
  ['run=1&k.__proto__=1', /has no knob “__proto__”/],
  ['run=1&k.slots=0x10', /^This link cannot be read: the knob slots is not a number, “0x10”\.$/],
  ['run=1&k.slots=1e999', /the knob slots is not a number/],
  ['run=1&k.slots=99', /^This link does not fit this pattern: The knob slots goes from 1 to 16, not 99\.$/],
  ['run=1&k.rule=none', /The knob rule is one of in a row, share=%, not none\./],
  ['run=1&k.isolate=1', /the knob isolate is true or false, not “1”/],
  ['run=1&f=melt:stock:1', /it has a fault of no kind that there is, “melt”/],
  ['run=1&f=crash:nowhere:1', /No node is named "nowhere"/],
  ['run=1&f=crash:web:1', /web takes no crash/],
  ['run=1&f=cut:stock/web:1', /No link is named "stock>web"/],
  ['run=1&f=crash:stock', /atMs of a fault is not a number, “”/],
  ['run=1&f=crash:stock:-5', /atMs must be from 0/],
  ['run=1&f=slow:stock:5', /factor must be from 1 to 1000, got undefined/],
  ['run=1&f=slow:stock:5::factor.2:factor.3', /says something twice/],
  ['run=1&f=crash:stock:5::factor.2', /of the kind crash has no “factor\.2”/],
  ['run=1&f=cut:web/stock:5::direction.up', /direction is there, back or both/],
  [`run=1&f=${Array.from({ length: 101 }, () => 'crash:stock:1').join(',')}`, /^This link is too long to be opened: it has more than 100 faults\.$/],
  [`run=1${'&a=1'.repeat(400)}`, /^This link is too long to be opened: it says more than 300 things\.$/],
  [`run=1&x=${'y'.repeat(300_000)}`, /^This link is too long to be opened: it has 300008 characters, and 200000 is the most\.$/],
  ['run=1&t=1.5', /its moment is not a whole number/],
  ['run=1&t=1000001', /its moment is after the end of the run, which lasts 1 s\.$/],
  ['run=1&p=admin', /there is no pane “admin”/],
  ['run=1&c=new', /its version is none/],
  ['run=1&h=abc', /its hash is not 16 hexadecimal digits/],
  ['run=1&speed=9000', /its speed is not one at which runs are played, “9000”/],
  ['run=1&e=', /its edited code is damaged or cut off/],
  ['run=1&e=AAAA', /its edited code is damaged or cut off/],
  ['run=1&e=<script>', /its edited code is damaged or cut off/],
];
for (const [fragment, sentence] of wrong) {
  it(`says in one line what is wrong with ${fragment.slice(0, 40)}`, async () => {
    expect(await sentenceOf(fragment)).toMatch(sentence);
  });
}

it('quotes a stranger briefly and without characters that are not seen', async () => {
  const sentence = await sentenceOf(`run=1&x=${encodeURIComponent(`\u0000\u202Eevil\n${'x'.repeat(500)}`)}`);
  expect(sentence).toMatch(/^This link does not fit this pattern: it has no experiment “��evil�x+…”\.$/);
  expect(sentence.length).toBeLessThan(110);
});

it('refuses edits that were cut off, changed on the way, or written for another text', async () => {
  const link = await encodeLink(sharedSample({}, { edits: { sample: editedSample } }), linkGround);
  expect(await sentenceOf(link.slice(0, -6))).toBe('This link cannot be read: its edited code is damaged or cut off.');
  const middle = link.length - 20;
  expect(await sentenceOf(`${link.slice(0, middle)}${link[middle] === 'A' ? 'B' : 'A'}${link.slice(middle + 1)}`)).toBe('This link cannot be read: its edited code is damaged or cut off.');
  const later = { ...linkGround, version: '0.2.0', originals: () => Promise.resolve({ sample: `${originalSample}\n`, 'sample.consumer': '' }) };
  expect(await sentenceOf(link, later)).toBe('This link edits sample.ts as it was in version 0.1.0. Here, in 0.2.0, that file reads otherwise, so that the edits cannot be put where they belong.');
});

it.each([
  ['no list', {}],
  ['a text instead of a file', ['sample']],
  ['a file by name', [['sample', textDigest(originalSample)]]],
  ['a file without digest', [[0]]],
  ['the same file twice', [[0, textDigest(originalSample)], [0, textDigest(originalSample)]]],
  ['a splice that is none', [[0, textDigest(originalSample), 'x']]],
  ['a splice that breaks off', [[0, textDigest(originalSample), 1, 2]]],
  ['a splice past the end', [[0, textDigest(originalSample), originalSample.length, 2, '']]],
  ['a splice that takes the last line break', [[0, textDigest(originalSample), 0, originalSample.length + 1, 'x']]],
  ['a place that is no count', [[0, textDigest(originalSample), -1, 1, '']]],
  ['a place between two', [[0, textDigest(originalSample), 1.5, 1, '']]],
  ['a place beyond counting', [[0, textDigest(originalSample), 1e300, 1e300, '']]],
  ['a text that is none', [[0, textDigest(originalSample), 1, 1, 7]]],
])('refuses edits that are %s', async (_, files) => {
  expect(await sentenceOf(await withEdits(files))).toBe('This link cannot be read: its edited code is damaged.');
});

it('refuses edits of files that the pattern does not have', async () => {
  expect(await sentenceOf(await withEdits([[2, '00000000']]))).toBe('This link does not fit this pattern: it edits a file that the pattern does not have.');
});

it('takes a text that equals the original for no edit', async () => {
  expect((await sharedOf(await withEdits([[0, textDigest(originalSample), 0, 1, ' ']]))).settings.edits).toEqual({});
});

it('refuses an edit that is longer than what can be run', async () => {
  expect(await sentenceOf(await withEdits([[0, textDigest(originalSample), 0, 0, 'x'.repeat(70_000)]]))).toMatch(/^This link is too long to be opened: sample\.ts would have \d+ characters, and 64000 is the most/);
});

it('stops unpacking a small text that stands for a huge one', async () => {
  const bomb = await packed(' '.repeat(100_000_000));
  expect(bomb.length).toBeLessThan(200_000);
  const began = performance.now();
  expect(await sentenceOf(`run=1&e=${bomb}`)).toBe('This link is too long to be opened: its edited code is longer than any that can be run.');
  expect(performance.now() - began).toBeLessThan(500);
});

it('keeps apart the edits and a wrong version', async () => {
  const link = await encodeLink(sharedSample({}, { edits: { sample: editedSample } }), linkGround);
  expect(await sentenceOf(`${link}&m=unlimited`)).toMatch(/^This link does not fit this pattern: Edits and the mutant unlimited cannot run together/);
});

it('has a name with the signs that divide faults', async () => {
  const odd = { ...linkData, topology: { ...linkData.topology, nodes: [{ id: 'a:b,c/d', label: 'odd', cards: [] }, ...linkData.topology.nodes] } };
  const ground = { ...linkGround, data: odd };
  const shared = sharedSample({}, { faults: [{ kind: 'crash', target: 'a:b,c/d', atMs: 1 }] });
  expect(await decodeLink(await encodeLink(shared, ground), ground)).toEqual({ kind: 'run', shared });
});

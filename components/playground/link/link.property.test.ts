import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '@/simulation/fault.ts';
import { decodeLink, type DecodedLink } from './decode-link.ts';
import { encodeLink } from './encode-link.ts';
import { panes } from './link-format.ts';
import { linkData, linkGround, originalSample } from './link-sample.ts';
import { namedSettings } from './named-settings.ts';
import type { SharedRun } from './opening.ts';
import { packed } from './packed-text.ts';
import { textDigest } from './text-digest.ts';

/** So many links are thrown at the decoder. */
const links = 6000;
/** ms. A link that takes longer has made it work for nothing. */
const decodedWithin = 1000;

const ms = fc.oneof(fc.integer({ min: 0, max: 3_600_000 }), fc.double({ min: 0, max: 3_600_000, noNaN: true }).map(Math.abs));
const timed = { atMs: ms, forMs: fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.constant(0.001)) };
const onNode = { target: fc.constant('stock'), ...timed };
const onLink = { target: fc.constant('web>stock'), ...timed, direction: fc.constantFrom('there' as const, 'back' as const, 'both' as const) };
const ratio = fc.double({ min: 0, max: 1, noNaN: true }).map(Math.abs);
const may = { requiredKeys: ['kind', 'target', 'atMs'] as const };
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({ kind: fc.constantFrom('crash' as const, 'restart' as const, 'pause' as const), ...onNode }, { requiredKeys: [...may.requiredKeys] }),
  fc.record({ kind: fc.constant('slow' as const), factor: fc.double({ min: 1, max: 1000, noNaN: true }), ...onNode }, { requiredKeys: [...may.requiredKeys, 'factor'] }),
  fc.record({ kind: fc.constant('fail' as const), ratio, ...onNode }, { requiredKeys: [...may.requiredKeys, 'ratio'] }),
  fc.record({ kind: fc.constant('skew' as const), offsetMs: fc.integer({ min: -86_400_000, max: 86_400_000 }), rate: fc.double({ min: 0.01, max: 100, noNaN: true }), ...onNode }, { requiredKeys: [...may.requiredKeys, 'offsetMs'] }),
  fc.record({ kind: fc.constant('cut' as const), ...onLink }, { requiredKeys: [...may.requiredKeys] }),
  fc.record({ kind: fc.constantFrom('drop' as const, 'duplicate' as const), ratio, ...onLink }, { requiredKeys: [...may.requiredKeys, 'ratio'] }),
  fc.record({ kind: fc.constant('reorder' as const), ratio, ms: fc.integer({ min: 0, max: 600_000 }), ...onLink }, { requiredKeys: [...may.requiredKeys, 'ratio', 'ms'] }),
);

const originalLines = originalSample.split('\n');
/** Lines of the original with some left out, and lines of anything between them. */
const editedText = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.nat(originalLines.length - 1).map((line) => originalLines[line]!) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) }), { maxLength: 150 })
  .map((lines) => lines.join('\n'))
  .filter((text) => text !== originalSample);

const shared: fc.Arbitrary<SharedRun> = fc
  .record({
    names: fc.record({ experiment: fc.constantFrom('slow', 'calm'), breakName: fc.constantFrom('', '', 'no-limit'), settingsName: fc.constantFrom('', '', 'library') }),
    change: fc.record(
      {
        seed: fc.integer({ min: 0, max: 2_147_483_647 }),
        faults: fc.array(fault, { maxLength: 8 }),
        mutant: fc.constantFrom('', 'unlimited'),
        control: fc.boolean(),
        speed: fc.constantFrom(0.1, 0.25, 0.5, 1, 10),
      },
      { requiredKeys: [] },
    ),
    knobs: fc.record({ slots: fc.double({ min: 1, max: 16, noNaN: true }), rate: fc.integer({ min: 1, max: 100 }), rule: fc.constantFrom('in a row', 'share=%'), isolate: fc.boolean() }, { requiredKeys: [] }),
    edits: fc.option(fc.record({ sample: editedText, 'sample.consumer': editedText }, { requiredKeys: [] }), { nil: {} }),
    at: fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined }),
    pane: fc.constantFrom(...panes),
    version: fc.constantFrom('', '0.1.0', '12.0.3-next.1'),
    hash: fc.constantFrom('', '2bde76f11aac4887'),
  })
  .map(({ names, change, knobs, edits, ...rest }) => {
    const named = namedSettings(linkData, names);
    const settings = { ...named, ...change, knobs: { ...named.knobs, ...knobs }, edits };
    // A wrong version and edits exclude each other.
    return { ...rest, settings: Object.keys(edits).length > 0 ? { ...settings, mutant: '' } : settings };
  });

const link = shared.chain((run) => fc.constant(run).map((each) => () => encodeLink(each, linkGround)));

/** Something that happens to a link on its way, or that somebody does to it. */
type Harm = (link: string) => string;
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const at = (text: string, share: number) => Math.floor(share * (text.length + 1));
const keys = ['run', 'b', 'x', 'set', 's', 'k.slots', 'k.rule', 'k.isolate', 'k.__proto__', 'f', 'm', 'control', 'speed', 't', 'p', 'c', 'h', 'e', '__proto__', ''];
const wrong = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '-1', '1e999', 'NaN', 'Infinity', '0x1', '1.5', 'null', 'undefined', '[]', '{}', 'true', '999999999999999999999', '<img src=x onerror=alert(1)>', '\u0000', '\u202Eabc', 'crash:stock:1:1:1', 'cut:web/stock:0::ratio.1', 'constructor', 'toString'),
  fc.json(),
);
const harm: fc.Arbitrary<Harm> = fc.oneof(
  place.map((share): Harm => (text) => text.slice(0, at(text, share))),
  place.map((share): Harm => (text) => `run=1${text.slice(at(text, share))}`),
  fc.tuple(place, fc.string({ unit: 'binary', maxLength: 8 })).map(([share, put]): Harm => (text) => text.slice(0, at(text, share)) + put + text.slice(at(text, share))),
  fc.tuple(place, fc.nat(7)).map(([share, bit]): Harm => (text) => text.slice(0, at(text, share)) + String.fromCharCode((text.charCodeAt(at(text, share)) || 0) ^ (1 << bit)) + text.slice(at(text, share) + 1)),
  fc.tuple(fc.constantFrom(...keys), wrong).map(([key, value]): Harm => (text) => `${text}&${key}=${value}`),
  fc.tuple(fc.constantFrom(...keys), wrong).map(([key, value]): Harm => (text) => `${text}&${key}=${encodeURIComponent(value.toWellFormed())}`),
  fc.tuple(fc.constantFrom(...keys), wrong).map(([key, value]): Harm => (text) => [...text.split('&').filter((pair) => !pair.startsWith(`${key}=`)), `${key}=${encodeURIComponent(value.toWellFormed())}`].join('&')),
  fc.constantFrom<Harm>(
    encodeURIComponent,
    encodeURI,
    (text) => text.toUpperCase(),
    (text) => text.toLowerCase(),
    (text) => text.replaceAll('&', '&amp;'),
    (text) => text.replaceAll('&', ' '),
    (text) => text.replaceAll('&', '\r\n&'),
    (text) => text.replaceAll(/[:,]/g, (sign) => encodeURIComponent(sign)),
    (text) => text + text,
    (text) => text.split('&').toReversed().join('&'),
    (text) => text.split('&').toSorted(() => 1).join('&'),
    (text) => text.replace(/run=\d+/, 'run=2'),
    (text) => text.replace(/run=\d+/, 'run=99999999999999999999'),
    (text) => `${text}${'&k.slots=2'.repeat(1000)}`,
    (text) => `${text}&f=${'crash:stock:1,'.repeat(20_000)}`,
    (text) => text + 'A'.repeat(150_000),
    (text) => text + 'A'.repeat(250_000),
    (text) => `${text}&e=${'_'.repeat(150_000)}`,
    (text) => text.replaceAll('&', '&&&'),
    (text) => text.normalize('NFKD'),
  ),
);
const harmed = fc.tuple(link, fc.array(harm, { minLength: 1, maxLength: 3 })).map(([encoded, harms]) => async () => harms.reduce((text, each) => each(text), await encoded()));

/** Well packed, and nonsense inside. */
const nonsense = fc
  .oneof(fc.json({ maxDepth: 6 }), fc.array(fc.tuple(fc.constantFrom(0, 1, 2), fc.constantFrom(textDigest(originalSample), '00000000'), fc.array(fc.oneof(fc.integer(), fc.string(), fc.double(), fc.constant(null)), { maxLength: 9 })).map(([file, digest, rest]) => [file, digest, ...rest]), { maxLength: 4 }).map((files) => JSON.stringify(files)), fc.integer({ min: 1, max: 50_000 }).map((depth) => '['.repeat(depth)))
  .map((json) => async () => `run=1&e=${await packed(json)}`);

const free = fc.string({ unit: 'binary', maxLength: 300 }).map((text) => () => Promise.resolve(`run=${text}`));

function expectOneLine(decoded: DecodedLink): void {
  if (decoded.kind !== 'problem') return expect(['run', 'none']).toContain(decoded.kind);
  expect(decoded.sentence.length).toBeLessThanOrEqual(200);
  expect(decoded.sentence).toMatch(/^This link .*[.…]$/u);
  expect(decoded.sentence).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
}

describe('a link', () => {
  it('brings back every run that it was made of', async () => {
    await fc.assert(
      fc.asyncProperty(shared, async (run) => {
        expect(await decodeLink(await encodeLink(run, linkGround), linkGround)).toEqual({ kind: 'run', shared: run });
      }),
      { numRuns: 1000 },
    );
  });

  it('has no sign in it at which a program would end it', async () => {
    await fc.assert(
      fc.asyncProperty(shared, async (run) => {
        expect(await encodeLink(run, linkGround)).toMatch(/^[\w\-.&=,:/%]+$/);
      }),
      { numRuns: 500 },
    );
  });

  it('that is harmed is opened, passed over, or told wrong in one line, at once', async () => {
    const seen = { run: 0, none: 0, problem: 0 };
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 8, arbitrary: harmed }, { weight: 1, arbitrary: nonsense }, { weight: 1, arbitrary: free }), async (make) => {
        const fragment = await make();
        const began = performance.now();
        const decoded = await decodeLink(fragment, linkGround);
        expect(performance.now() - began).toBeLessThan(decodedWithin);
        expectOneLine(decoded);
        seen[decoded.kind] += 1;
      }),
      { numRuns: links },
    );
    // The harm is neither so slight that nothing comes of it nor such that nothing is left of the links.
    expect(seen.problem).toBeGreaterThan(links / 4);
    expect(seen.run).toBeGreaterThan(links / 20);
  });
});

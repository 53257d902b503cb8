import { isSame } from '@/simulation/is-same.ts';
import { faultsText } from './fault-text.ts';
import { fragmentOf } from './fragment-fields.ts';
import { linkFormat } from './link-format.ts';
import type { LinkGround } from './link-ground.ts';
import { namedSettings } from './named-settings.ts';
import type { SharedRun } from './opening.ts';
import { packedEdits } from './packed-edits.ts';

/** The fragment, without its #, that brings back this run: what differs from its experiment as it opens. Rejects where the originals of edited files cannot be had. */
export async function encodeLink({ settings, at, pane, version, hash }: SharedRun, { data, originals }: LinkGround): Promise<string> {
  const named = namedSettings(data, settings);
  const unsaid = settings.breakName === '' ? data.experiments[0]?.name : named.experiment;
  const edits = Object.keys(settings.edits).length === 0 ? '' : await packedEdits(settings.edits, await originals(), data.code);
  const fields: (readonly [key: string, value: string, isSaid: boolean])[] = [
    ['run', String(linkFormat), true],
    ['b', settings.breakName, settings.breakName !== ''],
    ['x', settings.experiment, settings.experiment !== unsaid],
    ['set', settings.settingsName, settings.settingsName !== ''],
    ['s', String(settings.seed), settings.seed !== named.seed],
    ...data.knobs.map(({ name }) => [`k.${name}`, String(settings.knobs[name]), settings.knobs[name] !== named.knobs[name]] as const),
    ['f', faultsText(settings.faults), !isSame(settings.faults, named.faults)],
    ['m', settings.mutant, settings.mutant !== named.mutant],
    ['control', '1', settings.control],
    ['speed', String(settings.speed), settings.speed !== named.speed],
    ['t', String(at), at !== undefined],
    ['p', pane, pane !== 'tweak'],
    ['c', version, version !== ''],
    ['h', hash, hash !== ''],
    ['e', edits, edits !== ''],
  ];
  return fragmentOf(fields.filter(([, , isSaid]) => isSaid).map(([key, value]) => [key, value] as const));
}

import { ScenarioIcon } from '../../scenario-icon.tsx';
import type { FaultBand } from './fault-bands.ts';

/** What stands in a band. */
export function BandWords({ band: { icon, label, target } }: { readonly band: FaultBand }) {
  return (
    <>
      <ScenarioIcon path={icon} size={13} />
      <b>{label}</b> <span>{target}</span>
    </>
  );
}

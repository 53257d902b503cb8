import { leftOut } from '@/simulation/views/grid.ts';
import type { Knobs, ScenarioData } from '@/simulation/scenario.ts';
import type { LogFilter } from '@/simulation/views/log-filter.ts';

interface Props {
  readonly data: ScenarioData;
  readonly knobs: Knobs;
  readonly filter: LogFilter;
  readonly setFilter: (filter: LogFilter) => void;
}

const kinds: readonly { readonly kind: LogFilter['kind']; readonly label: string }[] = [
  { kind: '', label: 'Everything' },
  { kind: 'calls', label: 'Calls' },
  { kind: 'states', label: 'Changes of state' },
  { kind: 'faults', label: 'Faults' },
  { kind: 'reports', label: 'What the code reports' },
  { kind: 'causes', label: 'Causes of the broken promise' },
];

/** Which lines of the log are shown. */
export function LogFilters({ data, knobs, filter, setFilter }: Props) {
  const out = leftOut(data.topology, knobs);
  return (
    <search className="log-filters" aria-label="Lines of the log">
      <select className="tweak-select" aria-label="Where" value={filter.node} onChange={({ target }) => setFilter({ ...filter, node: target.value })}>
        <option value="">Everywhere</option>
        {data.topology.nodes.filter(({ id }) => !out.has(id) || id === filter.node).map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
        <option value="world">world</option>
      </select>
      <select className="tweak-select" aria-label="What" value={filter.kind} onChange={({ target }) => setFilter({ ...filter, kind: target.value as LogFilter['kind'] })}>
        {kinds.map(({ kind, label }) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </select>
      <input type="search" aria-label="Words in the line" placeholder="Words in the line" value={filter.text} onChange={({ target }) => setFilter({ ...filter, text: target.value })} />
    </search>
  );
}

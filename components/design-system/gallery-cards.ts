import type { Card } from '@/simulation/scenario.ts';
import type { CardSpecimen } from './card-specimen.ts';
import { roleLooks } from './specimen-topology.ts';
import { ownIcons } from '../playground/own-icons.ts';

const card = (label: string, more: Partial<Card> = {}): Card => ({ id: label, shape: 'service', label, icon: ownIcons.server, meters: [{ kind: 'slots', label: 'in flight', value: 'inFlight', of: 8, showsLimit: true }], ...more });
const wide = { width: 150, height: 96 };
const busy = { inFlight: 3 };
const replica = (role: string, term: number): Pick<CardSpecimen, 'card' | 'width' | 'height' | 'shows'> => ({
  ...wide,
  card: card('node-1', { pill: { value: 'role', looks: roleLooks }, meters: [{ kind: 'countdown', label: 'lease', value: 'leaseEndsAt', lastsMs: 3000, tone: 'info' }] }),
  shows: { role, term, leaseEndsAt: role === 'leader' ? 11_900 : null },
});
const leaf = (says: string, state?: CardSpecimen['state']): CardSpecimen => ({ says, card: card('leaf'), width: 40, height: 40, ...(state === undefined ? {} : { state }) });

export const shapes: readonly CardSpecimen[] = [
  { says: 'client, load', card: card('Clients', { shape: 'client', icon: ownIcons.users, meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }), width: 92, height: 92, shows: { rate: 24 } },
  { says: 'client where it is low', card: card('Clients', { shape: 'client', icon: ownIcons.users, meters: [{ kind: 'value', label: '', value: 'rate', unit: '/s' }] }), width: 150, height: 40, shows: { rate: 24 } },
  { says: 'service', card: card('Checkout'), ...wide, shows: busy },
  { says: 'added by the pattern', card: card('Guard', { icon: ownIcons.shield, ink: true }), ...wide, shows: busy },
  { says: 'store', card: card('Ledger', { shape: 'store', icon: ownIcons.database, meters: [{ kind: 'value', label: 'rows', value: 'rows' }] }), ...wide, shows: { rows: 1204 } },
  { says: 'added store', card: card('Settings', { shape: 'store', icon: ownIcons['sliders-horizontal'], ink: true, meters: [{ kind: 'value', label: 'revision', value: 'revision' }] }), ...wide, shows: { revision: 7 } },
  {
    says: 'queue: its head at the exit',
    card: card('Inbox', {
      shape: 'queue', icon: ownIcons.inbox,
      meters: [{ kind: 'value', label: 'depth', value: 'depth', of: 16 }, { kind: 'cells', value: 'items', size: 16, isQueue: true, looks: { n: { tone: 'flat', label: 'waiting' }, u: { tone: 'info', ground: 'bars', label: 'urgent' } } }],
    }),
    width: 190, height: 66, shows: { depth: 7, items: 'uunnnnn' },
  },
  leaf('leaf, up'), leaf('leaf, slow', { condition: 'slow', factor: 10 }), leaf('leaf, crashed', { condition: 'down' }),
];

export const states: readonly CardSpecimen[] = [
  { says: 'at rest', card: card('Payments'), ...wide, shows: busy },
  { says: 'selected', card: card('Payments'), ...wide, shows: busy, selected: true },
  { says: 'slow', card: card('Payments'), ...wide, shows: busy, state: { condition: 'slow', factor: 10 } },
  { says: 'failing', card: card('Payments'), ...wide, shows: busy, state: { condition: 'failing', failRatio: 0.5 } },
  { says: 'frozen', card: card('Payments'), ...wide, shows: busy, state: { condition: 'paused' } },
  { says: 'crashed', card: card('Payments'), ...wide, shows: busy, state: { condition: 'down' } },
  { says: 'restarting', card: card('Payments'), ...wide, shows: busy, state: { condition: 'restarting' } },
  { says: 'broke a promise', card: card('Payments'), ...wide, shows: busy, cause: 1 },
  { says: 'a cause of it', card: card('Payments'), ...wide, shows: busy, cause: 2 },
  { says: 'leader', ...replica('leader', 3) },
  { says: 'candidate', ...replica('candidate', 3) },
  { says: 'follower', ...replica('follower', 3) },
  { says: 'leader that crashed', ...replica('leader', 3), state: { condition: 'down' } },
];

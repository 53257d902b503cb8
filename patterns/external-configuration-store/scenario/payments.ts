import { Refusal } from '../../../simulation/scenario.ts';
import type { Env, Process } from '../../../simulation/world.ts';
import { belong, secretText } from './settings.ts';
import { paymentsShown } from './sizes.ts';

/** A type and not an interface, so that it counts as plain data. */
export type Payment = { readonly host: string; readonly port: number; readonly key: string };

/** All gateways: each host listens at a port of its own, old ones for as long as anybody uses them. */
export function payments(env: Env): Process {
  let marks = '';
  let paid = 0;
  let lost = 0;
  const show = () => env.show('payments', { marks, paid, lost });
  show();
  return {
    handle: ({ from, body }) => {
      const { host, port, key } = body as Payment;
      const isHeard = belong(host, port) && key === secretText;
      env.report(isHeard ? 'payments.paid' : 'payments.unheard', { by: from, host, port: JSON.stringify(port) });
      marks = (marks + (isHeard ? 'p' : 'x')).slice(-paymentsShown);
      if (isHeard) paid += 1;
      else lost += 1;
      show();
      if (!isHeard) throw new Refusal('NOBODY_LISTENS');
      return 'paid';
    },
  };
}

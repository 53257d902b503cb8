import { inMs, inWords, type Knobs, type ScenarioPromise } from '../../../simulation/scenario.ts';
import { kindOf, kinds, weightsOf } from './sizes.ts';
import { watchMail, type SeenMail } from './witness.ts';

/** Clocks run to the µs, and the code reckons in fractions of ms. */
const roundingUs = 2;
const costMax = Math.max(...kinds.map(({ cost }) => cost));
export const isShared = ({ architecture }: Knobs) => architecture !== 'dedicated';
const classOf = (priority: number) => kinds.find((kind) => kind.priority === priority)!.words;
export const nameOf = ({ mail, kind }: Pick<SeenMail, 'mail' | 'kind'>) => `${kindOf(kind).words} ${mail}`;

/** When a mail is worth as much as a fresh one of the lowest class: the earlier, the more urgent. In strict order nothing makes up for a class. */
const dueOf = (knobs: Knobs) => {
  const stepUs = knobs.policy === 'strict' ? 1e12 : (knobs.raiseEveryMs as number) * 1000;
  return ({ since, priority }: SeenMail) => since - priority * stepUs;
};

/** Safety: who is given out, and what becomes of the others. */
export const order: readonly ScenarioPromise[] = [
  {
    name: 'most-urgent-first',
    kind: 'safety',
    label: 'The most urgent is given out first',
    meaning: 'Strict or ageing: when a sender gets a mail, none of a higher class waits; with ageing, each class that a mail is below is made up for by so much waiting. What a sender holds already is out of reach.',
    watch: (judge, knobs) => {
      if (!isShared(knobs) || knobs.policy === 'weighted') return {};
      const due = dueOf(knobs);
      return watchMail(({ waiting }) => ({
        hands: (mail, row) => {
          let others = 0;
          for (const line of waiting) {
            const first = line[0];
            if (first === undefined || line === waiting[mail.priority]) continue;
            others += 1;
            if (due(first) < due(mail) - roundingUs) {
              const more = knobs.policy === 'strict' ? 'is of a higher class' : `has waited for ${inMs(row.at - first.since)}`;
              return judge.broken(row, `${inWords(row.data.to)} got ${nameOf(mail)} while ${nameOf(first)}, a ${classOf(first.priority)} to the queue, waits and ${more}.`);
            }
          }
          if (others > 0) judge.held();
        },
      }));
    },
  },
  {
    name: 'fifo',
    kind: 'safety',
    label: 'In a class, the oldest goes first',
    meaning: 'No mail is given out while an older one of its class waits. One that was sent back, or raised, stands by its age.',
    watch: (judge) =>
      watchMail(({ waiting }) => ({
        hands: (mail, row) => {
          const first = waiting[mail.priority]![0]!;
          if (first !== mail) judge.broken(row, `${inWords(row.data.to)} got ${nameOf(mail)} while ${nameOf(first)} waits, which came ${inMs(mail.since - first.since)} before it.`);
          else if (waiting[mail.priority]!.length > 1) judge.held();
        },
      })),
  },
  {
    name: 'nothing-lost',
    kind: 'safety',
    label: 'Each mail is somewhere, and once',
    meaning: 'What was taken in waits, is with one sender, was sent, taken back or dropped. The queue’s own counts agree with that whenever a mail is sent back, and every second.',
    watch: (judge) =>
      watchMail((seen) => ({
        handsWrongly: (mail, row) => judge.broken(row, `${inWords(row.data.to)} got mail ${inWords(row.data.mail)}, which ${mail === undefined ? 'was never taken in' : mail.state === 'out' ? `${mail.with} has already` : 'is gone'}.`),
        books: (row) => {
          const { waiting, out } = row.data;
          const outCount = seen.heldCount - seen.waitingCount;
          if (waiting !== seen.waitingCount || out !== outCount) judge.broken(row, `The queue says that ${inWords(waiting)} mails wait and ${inWords(out)} are out; ${seen.waitingCount} wait, and ${outCount} are out.`);
          else judge.held();
        },
      })),
  },
  {
    name: 'gives-way-as-told',
    kind: 'safety',
    label: 'A full queue gives way as told',
    meaning: 'It never holds more than it may, in all and of a class. It turns a mail away only when it is full, and drops only the oldest of the lowest class, where it was told to drop at all.',
    watch: (judge, knobs) => {
      const isOne = knobs.architecture === 'one';
      const places = knobs.places as number;
      const most = isOne ? places : places * kinds.length;
      const quotas = [places, places, Math.min(places, knobs.quota as number)];
      return watchMail((seen) => {
        const lowest = () => seen.waiting.find((line) => line.length > 0)?.[0];
        const wrongRefusal = (priority: number, why: unknown): string => {
          if (why === 'quota') return seen.held[priority]! >= quotas[priority]! ? '' : `though there were ${seen.held[priority]} of its class, and ${quotas[priority]} may be`;
          if (seen.heldCount < most) return `though the queue held ${seen.heldCount}, and may hold ${most}`;
          const first = lowest();
          if (!isOne || knobs.overflow === 'reject' || first === undefined || (knobs.overflow === 'outrank' && first.priority >= priority)) return '';
          return `though ${nameOf(first)} should have given way`;
        };
        const tooMany = (mail: SeenMail) => `The queue holds ${seen.held[mail.priority]} mails of the class of ${nameOf(mail)}; ${quotas[mail.priority]} may be.`;
        let dropped: SeenMail | undefined;
        return {
          refused: (priority, row) => {
            const wrong = wrongRefusal(priority, row.data.why);
            if (wrong === '') judge.held();
            else judge.broken(row, `Mail ${inWords(row.data.mail)} was turned away ${wrong}.`);
          },
          drops: (mail, row) => {
            // The new mail, for which it gives way, is told of in the next row.
            if (!isOne || knobs.overflow === 'reject' || seen.heldCount < most) judge.broken(row, `${nameOf(mail)} was dropped, and nothing had to give way.`);
            else if (mail !== lowest()) judge.broken(row, `${nameOf(mail)} was dropped where ${nameOf(lowest()!)} was the oldest of the lowest class.`);
            dropped = mail;
          },
          queued: (mail, row) => {
            if (dropped !== undefined && knobs.overflow === 'outrank' && dropped.priority >= mail.priority) judge.broken(row, `${nameOf(dropped)} was dropped for ${nameOf(mail)}, which is no more urgent.`);
            else if (seen.heldCount > most) judge.broken(row, `The queue holds ${seen.heldCount} mails; ${most} may be.`);
            else if (seen.held[mail.priority]! > quotas[mail.priority]!) judge.broken(row, tooMany(mail));
            else if (dropped !== undefined) judge.held();
            dropped = undefined;
          },
          raised: (mail, row) => {
            if (seen.held[mail.priority]! > quotas[mail.priority]!) judge.broken(row, tooMany(mail));
            else judge.held();
          },
        };
      });
    },
  },
  {
    name: 'fair-shares',
    kind: 'safety',
    label: 'Classes share by their weights',
    meaning: 'Weighted: for as long as two classes both wait, what they get, in costs and by their weights, differs by no more than one turn and one mail of each.',
    watch: (judge, knobs) => {
      if (!isShared(knobs) || knobs.policy !== 'weighted') return {};
      const weights = weightsOf(knobs.weights);
      const pairs = [[2, 1], [2, 0], [1, 0]].map(([one, other]) => ({ one: one!, other: other!, lead: 0, least: 0, most: 0, bound: 1 + costMax / weights[one!]! + costMax / weights[other!]! }));
      return watchMail(({ waiting }) => ({
        hands: (mail, row) => {
          for (const pair of pairs) {
            const { one, other, bound } = pair;
            if (waiting[one]!.length === 0 || waiting[other]!.length === 0 || (mail.priority !== one && mail.priority !== other)) continue;
            pair.lead += ((mail.priority === one ? 1 : -1) * mail.cost) / weights[mail.priority]!;
            pair.least = Math.min(pair.least, pair.lead);
            pair.most = Math.max(pair.most, pair.lead);
            if (pair.most - pair.least > bound + 1e-9) {
              judge.broken(row, `With ${nameOf(mail)} the shares of ${classOf(one)}s and ${classOf(other)}s are apart by ${(pair.most - pair.least).toFixed(1)} turns, while both wait; ${bound.toFixed(1)} is right.`);
            } else judge.held();
          }
        },
        changed: () => {
          for (const pair of pairs) if (waiting[pair.one]!.length === 0 || waiting[pair.other]!.length === 0) pair.lead = pair.least = pair.most = 0;
        },
      }));
    },
  },
];

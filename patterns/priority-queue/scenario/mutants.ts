import type { Break, Mutant } from '../../../simulation/scenario.ts';

const scheduler = 'priority-queue.scheduler';

export const mutants: readonly Mutant[] = [
  {
    name: 'no-ageing',
    label: 'Ageing is left out',
    standsFor: 'The option is there and the order does not ask for it: strict order under another name. Nobody sees it until the highest class fills all senders.',
    edits: [{ file: scheduler, find: 'head.since - priority * this.raiseEveryMs', replace: '-priority' }],
  },
  {
    name: 'newest-first',
    label: 'The newest goes first',
    standsFor: 'A class is kept as a stack, or in a heap that compares priorities alone: equals come out in any order, and under load the oldest never.',
    reference: { title: 'Python: heapq, on sort stability', url: 'https://docs.python.org/3/library/heapq.html#priority-queue-implementation-notes' },
    edits: [{ find: 'return back === undefined || (this.first !== undefined && this.first.sequence < back.sequence) ? this.first : back;', replace: 'return back ?? this.last;' }],
  },
  {
    name: 'prefetch-takes-the-oldest',
    label: 'Prefetch ignores priority',
    standsFor: 'One message at a time is chosen by priority; a batch is read in the order of arrival, because that is how the storage gives it fastest.',
    edits: [
      {
        find: 'for (let next; taken.length < most && (next = this.pop(priority)) !== undefined; ) taken.push(next);',
        replace:
          'const oldest = () => this.levels.reduce<number | undefined>((first, { head }, at) => (head !== undefined && head.sequence < (this.levels[first ?? at]!.head?.sequence ?? Infinity) + Number(first === undefined) ? at : first), undefined);\n    for (let next; taken.length < most && (next = this.pop(priority ?? (most > 1 ? oldest() : undefined))) !== undefined; ) taken.push(next);',
      },
    ],
  },
  {
    name: 'idle-class-saves-up',
    label: 'Weights are never reset',
    standsFor: 'A class that has nothing to send is paid at every turn all the same. When its mail comes, it has saved up enough to shut the others out.',
    reference: { title: 'Shreedhar and Varghese: Efficient Fair Queueing Using Deficit Round Robin, 1996', url: 'https://doi.org/10.1109/90.502236' },
    edits: [{ file: scheduler, find: 'payee === undefined ? 0 : Math.min(this.credits[this.turn]!, payee.cost - 1) +', replace: 'this.credits[this.turn]! +' }],
  },
  {
    name: 'idle-class-keeps-its-turn',
    label: 'An empty class keeps its turn',
    standsFor: 'The share of a class is set aside while it has nothing to send: senders stand idle beside mail that waits.',
    edits: [
      { file: scheduler, find: '      this.turn = this.turn === 0 ?', replace: '      if (head === undefined && this.credits[this.turn]!-- > 0) return undefined;\n      this.turn = this.turn === 0 ?' },
      { file: scheduler, find: 'payee === undefined ? 0 : Math.min(this.credits[this.turn]!, payee.cost - 1)', replace: 'Math.min(this.credits[this.turn]!, (payee?.cost ?? 1) - 1)' },
    ],
  },
  {
    name: 'sent-back-to-the-end',
    label: 'What comes back goes to the end',
    standsFor: 'A message that was given back joins its class as if it were new. The more often it fails the later it gets, and the order of its class is gone.',
    reference: { title: 'taskforcesh/bullmq #2774', url: 'https://github.com/taskforcesh/bullmq/issues/2774' },
    edits: [{ find: '    this.level(entry.message.priority).add(entry);\n    this.tell(\'nacked\', entry.message);', replace: '    this.level(entry.message.priority).add(Object.assign(entry, { sequence: (this.pushes += 1) }));\n    this.tell(\'nacked\', entry.message);' }],
  },
  {
    name: 'sent-back-before-all',
    label: 'What comes back passes everybody',
    standsFor: 'Returned messages wait in a place of their own that is emptied first, whatever their class: a newsletter that is sent back again and again goes before confirmations.',
    reference: { title: 'OptimalBits/bull #1505', url: 'https://github.com/OptimalBits/bull/issues/1505' },
    edits: [{ find: '    this.level(entry.message.priority).add(entry);\n    this.tell(\'nacked\', entry.message);', replace: '    this.levels[this.levels.length - 1]!.add(entry);\n    this.tell(\'nacked\', entry.message);' }],
  },
  {
    name: 'sent-back-and-lost',
    label: 'What comes back is lost',
    standsFor: 'The queue forgets a message when it gives it out. What is given back is not there any more.',
    edits: [{ find: '    this.level(entry.message.priority).add(entry);\n    this.tell(\'nacked\', entry.message);', replace: '    this.forget(Object.assign(entry, { isOut: true }));\n    this.tell(\'nacked\', entry.message);' }],
  },
  {
    name: 'drops-from-the-head',
    label: 'It drops from the head',
    standsFor: 'A full queue drops what would be given out next: the most urgent, for the sake of whatever comes in.',
    reference: { title: 'RabbitMQ: queue length limit, which drops from the front', url: 'https://www.rabbitmq.com/docs/maxlength' },
    edits: [{ find: 'this.levels.find(({ waiting }) => waiting > 0)?.head;', replace: '[...this.levels].reverse().find(({ waiting }) => waiting > 0)?.head;' }],
  },
  {
    name: 'no-quota',
    label: 'The quota is not looked at',
    standsFor: 'Everybody may call everything urgent. Once most of it is, the word says nothing any more.',
    edits: [{ find: "    if (level.held >= level.quota) throw this.refusal(message, 'quota', level.quota);\n", replace: '' }],
  },
  {
    name: 'raised-past-the-quota',
    label: 'Raising ignores the quota',
    standsFor: 'The limit is checked where messages come in, and forgotten where they change their class: whoever is turned away as urgent comes in as something else, and is raised.',
    edits: [{ find: "    if (level.held >= level.quota) throw new QueueFullError('quota', priority, level.quota);\n", replace: '' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'strict-flood', label: 'Let the low ones starve', promise: 'nobody-starves', experiment: 'flood-with-ageing', seed: 11, knobs: { policy: 'strict', rush: 22 } },
  { name: 'strict-prefetch', label: 'Prefetch, in strict order', promise: 'urgent-soon', experiment: 'prefetch-20', seed: 7, knobs: { policy: 'strict' } },
  { name: 'no-ageing', label: 'Leave ageing out', promise: 'most-urgent-first', experiment: 'flood-with-ageing', seed: 11, mutant: 'no-ageing' },
  { name: 'newest-first', label: 'Take the newest', promise: 'fifo', experiment: 'flood-with-ageing', seed: 11, mutant: 'newest-first' },
  { name: 'prefetch-takes-the-oldest', label: 'Fetch ahead by age', promise: 'most-urgent-first', experiment: 'prefetch-20', seed: 7, mutant: 'prefetch-takes-the-oldest' },
  { name: 'idle-class-saves-up', label: 'Let idle classes save', promise: 'fair-shares', experiment: 'flood-with-weights', seed: 11, mutant: 'idle-class-saves-up' },
  { name: 'idle-class-keeps-its-turn', label: 'Wait for an empty class', promise: 'no-idle-sender', experiment: 'flood-with-weights', seed: 11, mutant: 'idle-class-keeps-its-turn' },
  { name: 'sent-back-to-the-end', label: 'Send it to the end', promise: 'fifo', experiment: 'sent-back', seed: 3, mutant: 'sent-back-to-the-end' },
  { name: 'sent-back-before-all', label: 'Send it to the front', promise: 'most-urgent-first', experiment: 'sent-back', seed: 3, mutant: 'sent-back-before-all' },
  { name: 'sent-back-and-lost', label: 'Lose what comes back', promise: 'nothing-lost', experiment: 'sent-back', seed: 3, mutant: 'sent-back-and-lost' },
  { name: 'drops-from-the-head', label: 'Drop the urgent', promise: 'gives-way-as-told', experiment: 'sent-back', seed: 3, mutant: 'drops-from-the-head', knobs: { overflow: 'drop-lowest' } },
  { name: 'no-quota', label: 'Call everything urgent', promise: 'gives-way-as-told', experiment: 'flood-with-ageing', seed: 11, mutant: 'no-quota', knobs: { inflated: 100, quota: 30 } },
  { name: 'raised-past-the-quota', label: 'Raise past the quota', promise: 'gives-way-as-told', experiment: 'flood-with-ageing', seed: 3, mutant: 'raised-past-the-quota', knobs: { quota: 15 } },
];

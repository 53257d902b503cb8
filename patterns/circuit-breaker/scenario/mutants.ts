import type { Break, Mutant } from '../../../simulation/scenario.ts';

export const mutants: readonly Mutant[] = [
  {
    name: 'unlimited-trial-calls',
    label: 'Unlimited trial calls',
    standsFor: 'Half-open that lets everybody through: each recovery is met by the whole load at once.',
    reference: { title: 'nodeshift/opossum #119', url: 'https://github.com/nodeshift/opossum/issues/119' },
    edits: [{ find: "if (isTrial ? this.callsOut + trials.calls >= trials.size : this.mode !== 'closed') return undefined;", replace: "if (!isTrial && this.mode !== 'closed') return undefined;" }],
  },
  {
    name: 'late-outcomes-count',
    label: 'Late outcomes count',
    standsFor: 'Calls sent before the circuit opened end during the trial and decide it, one way or the other.',
    reference: { title: 'App-vNext/Polly #217', url: 'https://github.com/App-vNext/Polly/issues/217' },
    edits: [{ find: 'if (call.generation !== this.generation) return;', replace: "if (call.generation !== this.generation && this.mode !== 'half-open') return;" }],
  },
  {
    name: 'late-failures-extend',
    label: 'Late failures extend the wait',
    standsFor: 'Each call that fails while the circuit is open opens it anew, so under load the wait never ends.',
    reference: { title: 'App-vNext/Polly #219', url: 'https://github.com/App-vNext/Polly/issues/219' },
    edits: [{ find: 'if (call.generation !== this.generation) return;', replace: 'if (call.generation === -1) return;' }],
  },
  {
    name: 'no-minimum-calls',
    label: 'No minimum of calls',
    standsFor: 'A share of one call is 0 or 100 %: the first blip after a start opens the circuit.',
    reference: { title: 'nodeshift/opossum #217', url: 'https://github.com/nodeshift/opossum/issues/217' },
    edits: [{ find: 'if (isReached && (isTrial || calls >= rules.minimumCalls)) {', replace: 'if (isReached) {' }],
  },
  {
    name: 'ignored-keeps-permit',
    label: 'An ignored error keeps its permit',
    standsFor: 'A trial call that ends in neither success nor failure is never given back, so the trial never ends.',
    reference: { title: 'resilience4j/resilience4j #544', url: 'https://github.com/resilience4j/resilience4j/issues/544' },
    edits: [{ find: 'this.callsOut -= 1;', replace: "if (verdict !== 'ignored') this.callsOut -= 1;" }],
  },
  {
    name: 'hung-trial-no-deadline',
    label: 'A hung trial call has no deadline',
    standsFor: 'One reply that never comes holds the circuit half-open and every other caller outside.',
    reference: { title: 'resilience4j/resilience4j #935', url: 'https://github.com/resilience4j/resilience4j/issues/935' },
    edits: [{ find: "    if (isTrial) call.deadline = clock.setTimeout(() => this.settle(call, 'hung'), maxWaitMs);\n", replace: '' }],
  },
  {
    name: 'window-kept-on-close',
    label: 'The window is kept on closing',
    standsFor: 'Failures from before the outage still count after it, so the first new failure opens the circuit again. opossum 10 keeps them.',
    edits: [{ find: "    if (to === 'closed') this.rules.window.clear();\n", replace: '' }],
  },
  {
    name: 'above-the-threshold',
    label: 'Opens only above the threshold',
    standsFor: 'A ratio of exactly the threshold stays closed, where the setting reads “50 % or more”.',
    edits: [{ find: 'tally.failures / calls >= failureRatio', replace: 'tally.failures / calls > failureRatio' }],
  },
  {
    name: 'only-watches',
    label: 'It watches and blocks nothing',
    standsFor: 'A breaker left in a mode that only measures: the dashboard shows it open while every call goes out.',
    edits: [{ find: ": this.mode !== 'closed') return undefined;", replace: ": this.mode === 'isolated') return undefined;" }],
  },
  {
    name: 'no-wait-after-trial',
    label: 'No new wait after a failed trial',
    standsFor: 'The deadline is set on the first opening only, so each failed trial is followed by the next one at once.',
    edits: [{ find: 'this.openUntil = rules.clock.now() + rules.openFor(this.failedTrials, cause);', replace: 'if (!isTrial) this.openUntil = rules.clock.now() + rules.openFor(this.failedTrials, cause);' }],
  },
  {
    name: 'no-half-open',
    label: 'No half-open',
    standsFor: 'A breaker that closes by the clock alone: when the wait is over the whole load is back, well or not.',
    edits: [{ find: "this.move('half-open', 'wait-over');", replace: "this.move('closed', 'wait-over');" }],
  },
  {
    name: 'swallowed-errors',
    label: 'Errors are swallowed',
    standsFor: 'The wrapper logs the failure and returns nothing, and the caller takes that for an answer.',
    edits: [{ find: 'throw error;\n    }\n    this.settle', replace: 'return undefined as T;\n    }\n    this.settle' }],
  },
];

export const breaks: readonly Break[] = [
  { name: 'unlimited-trial-calls', label: 'Flood it as it recovers', promise: 'few-trial-calls', experiment: 'recovery-under-load', seed: 23, mutant: 'unlimited-trial-calls' },
  { name: 'late-outcomes-count', label: 'Let late calls decide', promise: 'only-trials-decide', experiment: 'timeout-too-long', seed: 41, mutant: 'late-outcomes-count' },
  { name: 'late-failures-extend', label: 'Never stop waiting', promise: 'waits-before-trials', experiment: 'timeout-too-long', seed: 41, mutant: 'late-failures-extend' },
  { name: 'no-minimum-calls', label: 'Open on one blip', promise: 'opens-on-evidence', experiment: 'half-fail', seed: 9, mutant: 'no-minimum-calls' },
  { name: 'ignored-keeps-permit', label: 'Lose a permit', promise: 'closes-again', experiment: 'flapping', seed: 3, mutant: 'ignored-keeps-permit' },
  { name: 'hung-trial-no-deadline', label: 'Wait for ever', promise: 'trials-end', experiment: 'timeout-too-long', seed: 41, mutant: 'hung-trial-no-deadline' },
  { name: 'window-kept-on-close', label: 'Hold a grudge', promise: 'opens-on-evidence', experiment: 'flapping', seed: 2, mutant: 'window-kept-on-close' },
  { name: 'above-the-threshold', label: 'Miss the threshold', promise: 'opens-when-due', experiment: 'half-fail', seed: 9, mutant: 'above-the-threshold' },
  { name: 'only-watches', label: 'Watch and do nothing', promise: 'open-means-no-calls', experiment: 'slow-then-cut', seed: 971, mutant: 'only-watches' },
  { name: 'no-wait-after-trial', label: 'Try again at once', promise: 'waits-before-trials', experiment: 'recovery-under-load', seed: 23, mutant: 'no-wait-after-trial' },
  { name: 'no-half-open', label: 'Close by the clock', promise: 'follows-statechart', experiment: 'slow-then-cut', seed: 971, mutant: 'no-half-open' },
  { name: 'swallowed-errors', label: 'Swallow the error', promise: 'honest-answers', experiment: 'half-fail', seed: 9, mutant: 'swallowed-errors' },
  { name: 'declined-cards-count', label: 'Count declined cards', promise: 'opens-on-evidence', experiment: 'slow-then-cut', seed: 971, knobs: { countDeclined: true, failurePercent: 10 } },
];

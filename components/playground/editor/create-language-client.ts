import type { LanguageAnswer, LanguageRequest } from '@/simulation/language/protocol.ts';
import { answerIn } from './language-answer.ts';
import type { LanguageClient } from './language-client.ts';
import type { HearWorker, LanguageWorker } from './language-worker.ts';

/** What the client needs of the page, so that it can be tried without one. */
export interface LanguagePorts {
  readonly open: (hear: HearWorker) => LanguageWorker;
  /** Calls back once after so many ms, unless stopped before. */
  readonly wait: (ms: number, isOver: () => void) => () => void;
}

/** A slow connection brings the script in this time; one that fails says so at once. */
const startMsMax = 60_000;
const compileMsMax = 10_000;
/** The types of a file come in a fraction of this, on a slow phone too. */
const checkMsMax = 15_000;
/** For everything else: what is late is of no more use to who is typing. */
const otherMsMax = 5_000;
const longest: Readonly<Partial<Record<LanguageRequest['ask'], number>>> = { compile: compileMsMax, check: checkMsMax };
/** A question that keeps one to compile waiting has this much longer. */
const interruptedMsMax = 1_000;
/** A busy page may have the answer lying unread; it gets this long to be read. */
const graceMs = 100;

const sentences = {
  unfetched: 'The compiler could not be fetched. Check the connection, then try again.',
  slowStart: `The compiler did not start within ${startMsMax / 1000} s. Check the connection, then try again.`,
  broken: 'The compiler broke off. Try again.',
  compile: `The compiler gave no answer within ${compileMsMax / 1000} s and was ended. Write the code in a simpler way, then run it again.`,
  check: `The types could not be checked within ${checkMsMax / 1000} s. The code can be run all the same.`,
  other: `The compiler gave no answer within ${otherMsMax / 1000} s and was ended.`,
  disposed: 'The compiler was ended.',
};

type Numberless<Request> = Request extends unknown ? Omit<Request, 'number'> : never;
interface Question {
  readonly request: Numberless<LanguageRequest>;
  /** null: a newer question took its place. */
  readonly settle: (answer: LanguageAnswer | null) => void;
  readonly fail: (sentence: string) => void;
}

/**
 * One worker at a time, asked one question at a time. A worker that stays silent for too long is ended, and the next question starts
 * another. A compilation that takes too long is tried once more without the search for early errors, whose checker can be kept busy by types.
 */
export function createLanguageClient({ open, wait }: LanguagePorts): LanguageClient {
  let worker: LanguageWorker | undefined;
  let isReady = false;
  let asked: (Question & { readonly number: number }) | undefined;
  let waiting: Question[] = [];
  let numbers = 0;
  let stopWaiting = () => {};

  const within = (ms: number, late: () => void) => {
    stopWaiting();
    stopWaiting = wait(ms, () => {
      stopWaiting = wait(graceMs, late);
    });
  };
  const close = () => {
    stopWaiting();
    worker?.remove();
    worker = undefined;
    isReady = false;
  };
  const failAll = (sentence: string) => {
    const all = asked === undefined ? waiting : [asked, ...waiting];
    asked = undefined;
    waiting = [];
    close();
    for (const question of all) question.fail(sentence);
  };
  const start = () => {
    try {
      const opened = open((message) => {
        if (opened === worker) hear(message);
      });
      worker = opened;
      within(startMsMax, () => failAll(sentences.slowStart));
    } catch {
      failAll(sentences.unfetched);
    }
  };
  const hear = (message: unknown) => {
    if (message === undefined) return failAll(isReady ? sentences.broken : sentences.unfetched);
    const answer = answerIn(message);
    if (answer === undefined) return;
    if (answer.answer === 'ready') isReady = true;
    else if (answer.number !== asked?.number || answer.answer !== asked.request.ask) return;
    stopWaiting();
    if (answer.answer !== 'ready') {
      asked?.settle(answer);
      asked = undefined;
    }
    next();
  };
  const next = () => {
    if (asked !== undefined || waiting.length === 0) return;
    if (worker === undefined) start();
    if (worker === undefined || !isReady) return;
    const [question, ...others] = waiting;
    waiting = others;
    numbers += 1;
    asked = { ...question!, number: numbers };
    within(longest[asked.request.ask] ?? otherMsMax, late);
    worker.ask({ ...asked.request, number: numbers });
  };
  /** The question that was asked last has no answer in time. */
  const late = () => {
    const question = asked;
    asked = undefined;
    close();
    if (question !== undefined) again(question);
    next();
  };
  const again = (question: Question) => {
    const { request, settle, fail } = question;
    if (request.ask === 'compile') {
      if (request.isHurried) fail(sentences.compile);
      else waiting = [{ ...question, request: { ...request, isHurried: true } }, ...waiting];
    } else if (waiting.some((other) => other.request.ask === request.ask)) settle(null);
    else if (waiting.some((other) => other.request.ask === 'compile')) waiting = [...waiting, question];
    else fail(request.ask === 'check' ? sentences.check : sentences.other);
  };
  const put = (request: Numberless<LanguageRequest>): Promise<LanguageAnswer | null> =>
    new Promise((settle, reject) => {
      const question: Question = { request, settle, fail: (sentence) => reject(new Error(sentence)) };
      if (request.ask === 'compile') {
        const place = waiting.filter((other) => other.request.ask === 'compile').length;
        waiting = waiting.toSpliced(place, 0, question);
        if (asked !== undefined && asked.request.ask !== 'compile') within(interruptedMsMax, late);
      } else {
        for (const older of waiting) if (older.request.ask === request.ask) older.settle(null);
        waiting = [...waiting.filter((older) => older.request.ask !== request.ask), question];
      }
      next();
    });

  return {
    warm: () => {
      if (worker === undefined) start();
    },
    compile: async (files) => {
      const answer = await put({ ask: 'compile', files, isHurried: false });
      if (answer?.answer !== 'compile') throw new Error(sentences.broken);
      return answer.compiled;
    },
    check: async (file, text) => {
      const answer = await put({ ask: 'check', file, text });
      return answer?.answer === 'check' ? answer.findings : null;
    },
    complete: async (file, text, at) => {
      const answer = await put({ ask: 'complete', file, text, at });
      return answer?.answer === 'complete' ? answer.completions : null;
    },
    hover: async (file, text, at) => {
      const answer = await put({ ask: 'hover', file, text, at });
      return answer?.answer === 'hover' ? answer.hover : null;
    },
    dispose: () => failAll(sentences.disposed),
  };
}

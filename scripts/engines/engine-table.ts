/** What of Playwright's JSON report the table is made of. */
export interface Report {
  readonly suites: readonly Suite[];
}
interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly { readonly title: string; readonly tests: readonly TestReport[] }[];
}
interface TestReport {
  readonly projectName: string;
  readonly status: string;
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
}

/** An engine: its name, and the project of the end-to-end tests that drives it. */
export interface Engine {
  readonly name: string;
  readonly project: string;
}

const testsOf = (suite: Suite): readonly TestReport[] => [...(suite.specs ?? []).flatMap(({ tests }) => tests), ...(suite.suites ?? []).flatMap(testsOf)];

/** A number is added to what stands; words stand for themselves. */
const sum = (one: string | undefined, other: string) => (one === undefined || Number.isNaN(Number(other)) ? other : String(Number(one) + Number(other)));

/**
 * The notes that the tests left, as a Markdown table with a column for each engine and a row for each kind of note, in the order in which the
 * first engine left them. Only a test that passed leaves its notes; the last row says how many did not pass.
 * @throws RangeError where no test ran in one of the engines.
 */
export function engineTable(report: Report, engines: readonly Engine[]): string {
  const tests = report.suites.flatMap(testsOf);
  const columns = engines.map(({ name, project }) => {
    const own = tests.filter(({ projectName, status }) => projectName === project && status !== 'skipped');
    if (own.length === 0) throw new RangeError(`No test ran in ${name}: see that the project "${project}" is one of playwright.config.ts.`);
    const passed = own.filter(({ status }) => status === 'expected');
    const notes = new Map<string, string>();
    for (const { type, description = '' } of passed.flatMap(({ annotations }) => annotations)) notes.set(type, sum(notes.get(type), description));
    return notes.set('Tests passed', String(passed.length)).set('Tests failed', String(own.length - passed.length));
  });
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const kinds = [...new Set(columns.flatMap((notes) => [...notes.keys()]))];
  return [row(['', ...engines.map(({ name }) => name)]), row(['---', ...engines.map(() => '---')]), ...kinds.map((kind) => row([kind, ...columns.map((notes) => notes.get(kind) ?? 'none')]))].join('\n');
}

import { parseArgs, type ParseArgsConfig } from 'node:util';
import { InputError } from '../simulation/bounds.ts';
import { printable } from './simulations/printable.ts';

/**
 * Parses the arguments of a command.
 * @throws InputError where an option does not exist or lacks its value.
 */
export function parseCommandLine<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs<Config>({ ...config, args: withNegativeValues(process.argv.slice(2)) });
  } catch (error) {
    const options = Object.keys(config.options ?? {}).map((name) => `--${name}`);
    throw new InputError(`${(error as Error).message.split('. ')[0]!}. The options are: ${options.join(', ')}.`, { cause: error });
  }
}

/** `--seed -1` is a value that is out of range, not an option named `-1`. */
const withNegativeValues = (args: readonly string[]): string[] =>
  args.reduce<string[]>((joined, arg) => (/^-\d/.test(arg) && joined.length > 0 ? [...joined.slice(0, -1), `${joined.at(-1)}=${arg}`] : [...joined, arg]), []);

/** @throws InputError where the text is no whole number from `min` to `max`. */
export function wholeNumber(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw new InputError(`${option} must be a whole number from ${min} to ${max}, got "${text}".`);
}

/**
 * Runs a command. Bad input ends it with one clear line and exit code 2; the error may come from a simulation's own bundle, so its name tells.
 */
export async function main(program: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await program();
  } catch (error) {
    if (!(error instanceof Error && error.name === 'InputError')) throw error;
    console.error(printable(error.message));
    process.exitCode = 2;
  }
}

import type { Outcome } from './outcome.ts';
import type { Result } from './result.ts';
import type { Language } from './text.ts';

/** Options as the command line gives them: texts, or true for a flag. */
export type Options = Readonly<Record<string, string | boolean | undefined>>;

/** One verb of `vigia stats`. Its texts stand in the catalogues under `verbs`, by `key`. */
export interface Verb {
  /** As typed: `gi-star`. */
  name: string;
  key: string;
  /** Flags in commander's notation, such as `--cells <file>`; the text is found by the flag's name in camel case. */
  flags: readonly string[];
  /** An invocation that works on the reference files. */
  example: string;
  run(options: Options, language: Language): Outcome<Result> | Promise<Outcome<Result>>;
}

/** The text of an option, or undefined where it wasn't given. */
export function given(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

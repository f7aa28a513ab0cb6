import { done, failed, type Outcome } from './outcome.ts';

/** The number of an option; `fallback` where it wasn't given. */
export function numberOption(
  flag: string,
  text: string | undefined,
  fallback: number,
  { min = Number.NEGATIVE_INFINITY, whole = false }: { min?: number; whole?: boolean } = {},
): Outcome<number> {
  if (text === undefined) return done(fallback);
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || value < min || (whole && !Number.isInteger(value))) {
    return failed({ reason: 'bad-option', column: flag, value: text });
  }
  return done(value);
}

/** Several numbers, divided by commas. */
export function numberListOption(
  flag: string,
  text: string | undefined,
  fallback?: readonly number[],
): Outcome<readonly number[]> {
  if (text === undefined) {
    return fallback ? done(fallback) : failed({ reason: 'missing-option', column: flag });
  }
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  if (!values.every(Number.isFinite)) return failed({ reason: 'bad-option', column: flag, value: text });
  return done(values);
}

/** One of several words, the first of them where none was given. */
export function choiceOption<const T extends string>(
  flag: string,
  text: string | undefined,
  choices: readonly T[],
): Outcome<T> {
  const chosen = text === undefined ? choices[0] : choices.find((choice) => choice === text);
  return chosen === undefined
    ? failed({ reason: 'bad-option', column: flag, value: text, needed: choices.join(' | ') })
    : done(chosen);
}

/** All the outcomes' values, or the first fault. */
export function all<T extends readonly Outcome<unknown>[]>(
  ...outcomes: T
): Outcome<{ [K in keyof T]: T[K] extends Outcome<infer V> ? V : never }> {
  for (const outcome of outcomes) if (!outcome.ok) return outcome;
  const values = outcomes.map((outcome) => (outcome.ok ? outcome.value : null));
  return done(values as { [K in keyof T]: T[K] extends Outcome<infer V> ? V : never });
}

import { BORDER_RIVERS } from './border-rivers.ts';
import { type Allowed, closeness, type Option, optionsOf } from './candidates.ts';
import { isPart } from './feature.ts';
import type { Mention, Reading } from './reader.ts';
import type { ReferenceIndex } from './reference-index.ts';
import type { PlaceHint } from './types.ts';

/** A mention with what it may mean under the chosen reading of the states. */
export interface Resolved {
  mention: Mention;
  options: Option[];
  /** The named state has no such place. */
  outside: boolean;
}

/** Which mentions are states, which are towns of that name, and what the others may then mean. */
export interface StateChoice {
  /** Mentions read as states. */
  states: readonly Mention[];
  allowed: Allowed;
  resolved: readonly Resolved[];
  /** The row's state and the text's state differ. */
  hintContradicts: boolean;
}

type Scored = StateChoice & { score: number };

const STATE_SCORE = 1;
const OUTSIDE_SHARE = 0.1;
const INNER_SHARE = 0.3;
/** A town this plain outweighs a state that has no such town. */
const STRONG_FIT = 1.7;
const SPOKEN_OF_TOGETHER = 0.3;

/**
 * Reads names that are both state and town ("Hidalgo, Coahuila"; "Veracruz, Veracruz") so that most names of the
 * text are explained; equal readings go to the one that keeps the later name as the state.
 */
export function chooseStates(reading: Reading, hint: PlaceHint, reference: ReferenceIndex): StateChoice {
  const named = reading.mentions.filter((mention) => mention.stateCode !== '');
  const countries = new Set(
    reading.mentions.map((mention) => mention.countryCode).filter((code) => code !== '' && code !== 'MX'),
  );
  const hintState = hint.stateCode ?? '';
  const read = (states: readonly Mention[]): Scored =>
    evaluate(reading, states, countries, hintState, reference);
  const [all, ...fewer] = hypotheses(named);
  const asStates = read(all!);
  let best = asStates;
  for (const states of fewer) {
    // Without any state left the text must contradict itself: seldom, and dear to find out. The row's own state
    // is left over only where the text names another; where it names the same one, it says so twice.
    const keepsState = states.length > 0 || (hintState !== '' && !asStates.allowed.states.has(hintState));
    if (!keepsState && !isContradicted(asStates)) continue;
    const choice = read(states);
    if (!keepsState && !isTownByTown(asStates, choice)) continue;
    if (choice.score > best.score + 1e-9) best = choice;
  }
  return best;
}

/** All names as states; then, for each that may be a town, the others as states. Later states are kept longer. */
function hypotheses(named: readonly Mention[]): (readonly Mention[])[] {
  const all: (readonly Mention[])[] = [withoutRepeats(named)];
  for (const mention of named)
    if (mention.places.length > 0) all.push(named.filter((other) => other !== mention));
  return all;
}

/** "Veracruz, Veracruz": the second is the state, the first the city. */
function withoutRepeats(named: readonly Mention[]): Mention[] {
  return named.filter(
    (mention, at) =>
      !named.some((later, i) => i > at && later.stateCode === mention.stateCode && mention.places.length > 0),
  );
}

/** A town so plain that the text must mean it, though it is not in the named state. */
export function isStrong({ mention, options }: Resolved): boolean {
  return !isPart(mention.feature) && options[0]!.fit >= STRONG_FIT;
}

/** Does the text name plain towns, none of them in the state that it names? */
function isContradicted({ resolved }: StateChoice): boolean {
  const towns = resolved.filter(isStrong);
  return towns.length > 0 && towns.every(({ outside }) => outside);
}

/**
 * "Hidalgo, Monterrey": the only state named has no such town, and there is a place of the state's name by that
 * town. Otherwise the text contradicts itself and nobody may choose for it.
 */
function isTownByTown(asState: StateChoice, asTown: StateChoice): boolean {
  const towns = asState.resolved.filter(isStrong);
  return asState.states.some((state) =>
    asTown.resolved.some(
      ({ mention, options }) =>
        mention === state &&
        options.some((option) =>
          towns.some((town) => closeness(option.place, town.options[0]!.place) >= SPOKEN_OF_TOGETHER),
        ),
    ),
  );
}

/** A border river's name is the river where it flows; elsewhere ("Río Grande, Zacatecas") it is a town. */
function isRiverHere(mention: Mention, codes: ReadonlySet<string>): boolean {
  if (mention.river < 0) return false;
  return codes.size === 0 || BORDER_RIVERS[mention.river]!.stateCodes.some((code) => codes.has(code));
}

function evaluate(
  reading: Reading,
  states: readonly Mention[],
  countries: ReadonlySet<string>,
  hintState: string,
  reference: ReferenceIndex,
): Scored {
  const codes = new Set(states.map((mention) => mention.stateCode));
  const hintContradicts = hintState !== '' && codes.size > 0 && !codes.has(hintState);
  if (hintState !== '' && codes.size === 0) codes.add(hintState);
  const allowed: Allowed = { states: codes, countries };
  const resolved: Resolved[] = [];
  let score = STATE_SCORE * codes.size;
  for (const mention of reading.mentions) {
    if (mention.places.length === 0 || states.includes(mention) || mention.countryCode !== '') continue;
    if (mention.feature === 'street' || mention.feature === 'river' || isRiverHere(mention, codes)) continue;
    const { options, outside } = optionsOf(mention, allowed, reference, reading.tokens);
    if (options.length === 0 || (outside && mention.river >= 0)) continue;
    resolved.push({ mention, options, outside });
    const share = (outside ? OUTSIDE_SHARE : 1) * (isPart(mention.feature) ? INNER_SHARE : 1);
    score += options[0]!.fit * share;
  }
  return { states, allowed, resolved, hintContradicts, score };
}

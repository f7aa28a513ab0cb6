import { Command, Option } from 'commander';
import { crosstabVerb } from './stats/crosstab.ts';
import { cusumVerb } from './stats/cusum.ts';
import { dbscanVerb } from './stats/dbscan.ts';
import { earsVerb } from './stats/ears.ts';
import { ebRatesVerb } from './stats/eb-rates.ts';
import { emergingVerb } from './stats/emerging.ts';
import { ewmaVerb } from './stats/ewma.ts';
import { exceedanceVerb } from './stats/exceedance.ts';
import { farringtonVerb } from './stats/farrington.ts';
import { giStarVerb } from './stats/gi-star.ts';
import { knoxVerb } from './stats/knox.ts';
import { mannKendallVerb } from './stats/mann-kendall.ts';
import { nearRepeatVerb } from './stats/near-repeat.ts';
import { networkKdeVerb } from './stats/network-kde.ts';
import type { Fault, Outcome } from './stats/outcome.ts';
import { asCsv, asJson, deliver, type Result } from './stats/result.ts';
import { scanVerb } from './stats/scan.ts';
import { faultText, filled, type Language, textsOf } from './stats/text.ts';
import { given, type Options, type Verb } from './stats/verb.ts';

const VERBS: readonly Verb[] = [
  giStarVerb,
  mannKendallVerb,
  emergingVerb,
  knoxVerb,
  nearRepeatVerb,
  exceedanceVerb,
  earsVerb,
  cusumVerb,
  ewmaVerb,
  farringtonVerb,
  crosstabVerb,
  dbscanVerb,
  ebRatesVerb,
  networkKdeVerb,
  scanVerb,
];

/** Exit code of a command that read its input and found why there is no answer, or couldn't read it. */
const NO_ANSWER = 2;

/**
 * `vigia stats VERB`: every statistic of the product on a file of one's own, so that an auditor can recheck any number.
 * Answers go to standard output or --out as CSV or JSON; a named reason goes to standard error with exit code 2.
 */
export function statsCommand(language: Language = 'es'): Command {
  const texts = textsOf(language);
  const stats = translated(new Command('stats'), language).description(texts.description);
  for (const verb of VERBS) stats.addCommand(verbCommand(verb, language));
  return stats;
}

function verbCommand(verb: Verb, language: Language): Command {
  const texts = textsOf(language);
  const { description, options } = verbTexts(verb, language);
  const command = translated(new Command(verb.name), language).description(description);
  for (const flags of verb.flags) {
    const option = new Option(flags);
    const text = options[option.attributeName()];
    if (text === undefined) throw new Error(`no text for ${verb.name} ${flags}`);
    command.addOption(new Option(flags, text));
  }
  command
    .option('--json', texts.common.json)
    .option('--csv', texts.common.csv)
    .option('--out <file>', texts.common.out)
    .addHelpText('after', `\n${filled(texts.common.example, { example: verb.example })}`)
    .action((given: Options) => runVerb(verb, given, language));
  return command;
}

function verbTexts(verb: Verb, language: Language): { description: string; options: Record<string, string> } {
  const verbs: Record<string, { description: string; options: Record<string, string> }> =
    textsOf(language).verbs;
  const found = verbs[verb.key];
  if (!found) throw new Error(`no texts for ${verb.name}`);
  return found;
}

function runVerb(verb: Verb, options: Options, language: Language): void | Promise<void> {
  const outcome = verb.run(options, language);
  return outcome instanceof Promise
    ? outcome.then((later) => finish(verb, later, options, language))
    : finish(verb, outcome, options, language);
}

function finish(verb: Verb, outcome: Outcome<Result>, options: Options, language: Language): void {
  const isJson = options.json === true;
  if (!outcome.ok) {
    fail(verb, outcome.fault, isJson, language);
    return;
  }
  const { value } = outcome;
  const text = options.csv === true ? undefined : value.text;
  const delivered = deliver(isJson ? asJson(value) : (text ?? asCsv(value)), given(options, 'out'));
  if (!delivered.ok) fail(verb, delivered.fault, isJson, language);
}

function fail(verb: Verb, fault: Fault, isJson: boolean, language: Language): void {
  process.exitCode = NO_ANSWER;
  process.stderr.write(`vigia stats ${verb.name}: ${faultText(fault, textsOf(language))}\n`);
  if (isJson) process.stdout.write(`${JSON.stringify({ status: 'refused', ...fault })}\n`);
}

/** Commander's own words in the language of the catalogue, and its exit code for misuse the same as for bad input. */
function translated(command: Command, language: Language): Command {
  const { help } = textsOf(language);
  const titles: Record<string, string> = {
    'Usage:': help.usage,
    'Options:': help.options,
    'Commands:': help.commands,
  };
  return command
    .helpOption('-h, --help', help.help)
    .helpCommand(false)
    .usage(command.name() === 'stats' ? help.usageOfCommand : help.usageOfVerb)
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      subcommandTerm: (verb) => verb.name(),
    })
    .configureOutput({
      // The part that commander quotes says what it stumbled over, in any language.
      outputError: (text, write) => {
        const what = /'([^']+)'/.exec(text)?.[1] ?? text.trim();
        write(`vigia stats: ${filled(help.misuse, { what })}\n`);
      },
    })
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : NO_ANSWER));
}

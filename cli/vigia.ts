import { Command } from 'commander';
import { type Config, readConfig } from '../data/config.ts';
import { wordsOf } from './words.ts';

/** `vigia VERB ...`: every verb is a file of this folder. Exit codes: 0 done, 1 a bug of ours, 2 wrong input. */

/** The one place that reads the environment. */
function configOrExit(): Config {
  const result = readConfig(process.env);
  if (result.ok) return result.config;
  const t = wordsOf(process.env.VIGIA_LANG === 'en' ? 'en' : 'es');
  const lines = result.errors.map(({ reason, ...error }) => t(`cli:config.${reason}`, error));
  process.stderr.write(`${[t('cli:config.title'), ...lines].join('\n')}\n`);
  process.exit(2);
}

// `vigia ... | head` closes our output early: nobody reads on, so there is nothing left to do.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const config = configOrExit();
const t = wordsOf(config.language);

const program = new Command('vigia').description(t('cli:program.description'));
/** Each loads its own file, since starting all of them costs seconds of every command. */
const VERBS: Record<string, () => Promise<Command>> = {
  serve: async () => (await import('./serve.ts')).serveCommand(config, t),
  ingest: async () => (await import('./ingest.ts')).ingestCommand(config, t),
  quarantine: async () => (await import('./quarantine.ts')).quarantineCommand(config, t),
  template: async () => (await import('./template.ts')).templateCommand(config, t),
  gazetteer: async () => (await import('./gazetteer.ts')).gazetteerCommand(config, t),
  network: async () => (await import('./network.ts')).networkCommand(config, t),
  report: async () => (await import('./report.ts')).reportCommand(config, t),
  shelters: async () => (await import('./shelters.ts')).sheltersCommand(config, t),
  patrols: async () => (await import('./patrols.ts')).patrolsCommand(config, t),
  facts: async () => (await import('./facts.ts')).factsCommand(config, t),
  user: async () => (await import('./user.ts')).userCommand(config, t),
  audit: async () => (await import('./audit.ts')).auditCommand(config, t),
  backup: async () => (await import('./backup.ts')).backupCommand(config, t),
  restore: async () => (await import('./restore.ts')).restoreCommand(config, t),
  release: async () => (await import('./release.ts')).releaseCommand(config, t),
  geocode: async () => (await import('./geocode.ts')).geocodeCommand(config.language, t),
  backtest: async () => (await import('./backtest.ts')).backtestCommand(config, t),
  stats: async () => (await import('./stats.ts')).statsCommand(config.language),
};
const verb = process.argv[2] ?? '';
const asked = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
// Without a verb that is known, the help or the error needs all of them.
const commands = await Promise.all((asked ? [asked] : Object.values(VERBS)).map((load) => load()));
for (const command of commands) program.addCommand(command);
// Wrong words on the command line are wrong input like any other.
refuseWith2(program);

function refuseWith2(command: Command): void {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  // Verbs of verbs too: `vigia audit erase`.
  for (const inner of command.commands) refuseWith2(inner);
}

program.parseAsync().catch((error: Error) => {
  process.stderr.write(`${t('cli:program.failed', { message: error.stack ?? error.message })}\n`);
  process.exit(1);
});

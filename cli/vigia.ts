import { Command } from 'commander';
import { type Config, readConfig } from '../data/config.ts';
import { auditCommand } from './audit.ts';
import { gazetteerCommand } from './gazetteer.ts';
import { geocodeCommand } from './geocode.ts';
import { ingestCommand } from './ingest.ts';
import { networkCommand } from './network.ts';
import { quarantineCommand } from './quarantine.ts';
import { serveCommand } from './serve.ts';
import { statsCommand } from './stats.ts';
import { templateCommand } from './template.ts';
import { userCommand } from './user.ts';
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
const commands = [
  serveCommand(config, t),
  ingestCommand(config, t),
  quarantineCommand(config, t),
  templateCommand(config, t),
  gazetteerCommand(config, t),
  networkCommand(config, t),
  userCommand(config, t),
  auditCommand(config, t),
  geocodeCommand(config.language, t),
  statsCommand(config.language),
];
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

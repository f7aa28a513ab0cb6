import { Command } from 'commander';
import { statsCommand } from '../../cli/stats.ts';

/** A program of its own for the tests, so that exit codes and both streams are the real ones. */
const language = process.argv[2] === 'en' ? 'en' : 'es';
await new Command('vigia')
  .addCommand(statsCommand(language))
  .parseAsync(process.argv.slice(3), { from: 'user' });

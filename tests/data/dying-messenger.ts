import type { Step } from '../../api/messaging/messenger.ts';
import { openDatabase } from '../../data/database.ts';
import type { DatabasePlace } from '../databases.ts';
import { loopbackSettings, messengerOf } from '../messages-world.ts';

/**
 * A messenger that dies (SIGKILL, by its own hand, so that the moment is known) at the first time of a step. Arguments:
 * the place of the database as JSON, the port of the mail server, the time, the step.
 */
const [place, port, at, step] = process.argv.slice(2) as [string, string, string, Step];
const opened = await openDatabase(JSON.parse(place) as DatabasePlace, { join: true });
if (!opened.ok) throw new Error(JSON.stringify(opened));
const messenger = await messengerOf(opened.database, () => new Date(at), loopbackSettings(Number(port)), {
  atStep: (reached) => {
    if (reached === step) process.kill(process.pid, 'SIGKILL');
  },
});
await messenger.tick();

import { openDatabase } from '../../data/database.ts';
import { ingestFile } from '../../etl/ingest.ts';
import { readIngestTools } from '../../etl/ingest-tools.ts';
import type { DatabasePlace } from '../databases.ts';

/**
 * An ingest that is killed (SIGKILL, by its own hand, so that the moment is known): arguments are the place of the
 * database as JSON, the file, and when: `reading`, `loading:SHARE`, or `done` before it can say so.
 */
const [placeText, file, when] = process.argv.slice(2) as [string, string, string];
const [step, share] = when.split(':');
const opened = await openDatabase(JSON.parse(placeText) as DatabasePlace, { join: false });
if (!opened.ok) throw new Error(JSON.stringify(opened));
const { database } = opened;
const tools = await readIngestTools(database.pool);
const die = () => process.kill(process.pid, 'SIGKILL');

if (step === 'done') {
  const { transaction } = database;
  let n = 0;
  // The last transaction of an ingest is the one that loads it all.
  database.transaction = async (work) => {
    const result = await transaction(work);
    n += 1;
    if (n === 1) die();
    return result;
  };
}
await ingestFile(database, file, {
  sourceId: 'killed',
  today: '2026-11-23',
  ...tools,
  onProgress: (progress) => {
    if (progress.step !== step) return;
    if (step === 'reading') setTimeout(die, 5);
    // Not between two statements but within one.
    else if (progress.share >= Number(share)) setTimeout(die, 5);
  },
});
process.stdout.write('survived\n');
await database.close();

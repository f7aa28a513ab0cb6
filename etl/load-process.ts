import { openDatabase } from '../data/database.ts';
import { ingestFile } from './ingest.ts';
import { readIngestTools } from './ingest-tools.ts';
import type { FromLoadProcess, LoadTask, ToLoadProcess } from './load-task.ts';
import { mappedSources } from './mapping/mapped-sources.ts';
import { checkMapping } from './mapping/read-mapping.ts';
import { SOURCES } from './sources/registry.ts';

/**
 * The process of one load: reading, parsing and geocoding take a core for minutes, and the server has to answer all
 * the while. It hears its task and a cancel from its parent, and when that is gone it gives up without a trace.
 */

const called = new AbortController();

process.once('disconnect', () => called.abort());
process.on('message', (message: ToLoadProcess) => {
  if (message.kind === 'cancel') called.abort();
  else
    load(message.task).then(
      (result) => end({ kind: 'end', result }),
      (error: Error) => end({ kind: 'bug', message: error.stack ?? error.message }),
    );
});
say({ kind: 'ready' });

async function load(task: LoadTask): Promise<Extract<FromLoadProcess, { kind: 'end' }>['result']> {
  const sources =
    task.mapping === null ? SOURCES : mappedSources(checkMapping(task.mapping), task.mappingName);
  if ('reason' in sources) return { ok: false, problem: sources };
  const opened = await openDatabase(task.place, { join: true });
  if (!opened.ok) throw new Error(`no database: ${opened.reason}`);
  const { database } = opened;
  try {
    return await ingestFile(database, task.filePath, {
      ...(await readIngestTools(database.pool)),
      ...(task.sourceId === null ? {} : { sourceId: task.sourceId }),
      sources,
      fileName: task.fileName,
      startedBy: task.startedBy,
      today: task.today,
      dryRun: task.dryRun,
      signal: called.signal,
      onProgress: (progress) => say({ kind: 'progress', progress }),
    });
  } finally {
    await database.close();
  }
}

function say(message: FromLoadProcess, done: () => void = () => {}): void {
  if (process.connected) process.send?.(message, done);
  else done();
}

function end(message: FromLoadProcess): void {
  say(message, () => process.exit(message.kind === 'end' ? 0 : 1));
}

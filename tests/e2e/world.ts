import { inject } from 'vitest';
import { type Database, openDatabase } from '../../data/database.ts';
import { copyEmbedded } from '../databases.ts';
import { startServer, type TestServer } from '../server.ts';

export interface World {
  /** Of the running server, without a slash at the end. */
  url: string;
  fetchAs: TestServer['fetchAs'];
  /** Looks when it is told to. */
  alerts: TestServer['alerts'];
  /** What the handlers have, for work that no request begins. */
  context: TestServer['context'];
  /** The database beneath, for what no page can do. */
  database: Database;
  /** What VIGIA_DATA_DIR must be for a command that joins the running database. */
  dataDir: string;
  close: () => Promise<void>;
}

type ServerSettings = Parameters<typeof startServer> extends [unknown, ...infer Rest] ? Rest : never;

/** What a user has after the first `npm start`: embedded database, sample loaded, server running. */
export async function openWorld(...settings: ServerSettings): Promise<World> {
  const { place, remove } = copyEmbedded(inject('embeddedSample'));
  const opened = await openDatabase(place, { join: false });
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const { database } = opened;
  const { url, fetchAs, alerts, context, stop } = await startServer(database, ...settings);
  return {
    url,
    fetchAs,
    alerts,
    context,
    database,
    dataDir: place.dataDir,
    close: async () => {
      await stop();
      await database.close();
      await remove();
    },
  };
}

import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import path from 'node:path';
import { endAbandonedRuns } from '../../data/abandoned-runs.ts';
import type { Database } from '../../data/database.ts';
import { startLoad } from '../../etl/load-task.ts';
import { recognise } from '../../etl/recognise.ts';
import { openReportFile } from '../../etl/report-file.ts';
import { openUploadFolder } from './folder.ts';
import { type Received, receive } from './receive.ts';
import type { Upload } from './upload.ts';

/** A file that nobody asks about any more is not kept. */
const IDLE_LIMIT_MS = 60 * 60 * 1000;
/** One person does not fill the disk. */
const PER_OWNER = 3;

export interface LoadWish {
  dryRun: boolean;
  mapping: unknown;
  mappingName: string;
  sourceId: string | null;
  /** ISO day. */
  today: string;
}

export type AddResult =
  | { ok: true; upload: Upload }
  | { ok: false; reason: Extract<Received, { ok: false }>['reason'] | 'too-many' };

/** The files that were sent and not yet loaded, and the loads that run: one at a time, in processes of their own. */
export class Uploads {
  readonly limitBytes: number;
  readonly #database: Database;
  readonly #uploads = new Map<string, Upload>();
  #folder: string | null = null;
  #last: Promise<void> = Promise.resolve();

  constructor(database: Database, limitBytes: number) {
    this.#database = database;
    this.limitBytes = limitBytes;
  }

  /** Takes a file in as it arrives and looks it over. */
  async add(ownerId: string, name: string, request: IncomingMessage, nowMs: number): Promise<AddResult> {
    this.#removeIdle(nowMs);
    if (
      [...this.#uploads.values()].filter((one) => one.ownerId === ownerId && one.path).length >= PER_OWNER
    ) {
      return { ok: false, reason: 'too-many' };
    }
    this.#folder ??= openUploadFolder(this.#database.place.dataDir);
    const id = randomUUID();
    const filePath = path.join(this.#folder, id);
    const received = await receive(request, filePath, this.limitBytes);
    if (!received.ok) return received;
    const upload: Upload = {
      id,
      ownerId,
      name,
      path: filePath,
      bytes: received.bytes,
      sha256: received.sha256,
      ...(await lookOver(filePath, name)),
      state: 'ready',
      dryRun: false,
      progress: null,
      report: null,
      failure: null,
      running: null,
      touchedMs: nowMs,
    };
    this.#uploads.set(id, upload);
    return { ok: true, upload };
  }

  /** An upload of this owner, or null. */
  find(ownerId: string, id: string, nowMs: number): Upload | null {
    const upload = this.#uploads.get(id);
    if (upload?.ownerId !== ownerId) return null;
    upload.touchedMs = nowMs;
    return upload;
  }

  /** Starts a load, after those before it. False when the file is gone or being loaded already. */
  start(upload: Upload, wish: LoadWish): boolean {
    if (upload.path === null || upload.state === 'waiting' || upload.state === 'running') return false;
    Object.assign(upload, {
      state: 'waiting',
      dryRun: wish.dryRun,
      progress: null,
      report: null,
      failure: null,
    });
    this.#last = this.#last.then(() => this.#run(upload, wish));
    return true;
  }

  /** Calls a load off: nothing of the file is loaded. */
  cancel(upload: Upload): void {
    if (upload.state === 'waiting') {
      upload.state = 'failed';
      upload.failure = { file: upload.name, reason: 'cancelled' };
    }
    upload.running?.cancel();
  }

  /** Cancels what runs and removes the file. */
  remove(upload: Upload): void {
    this.cancel(upload);
    this.#uploads.delete(upload.id);
    if (!upload.running) removeFile(upload);
  }

  /** Cancels everything and removes all files. */
  async close(): Promise<void> {
    for (const upload of this.#uploads.values()) this.remove(upload);
    await this.#last;
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true });
  }

  async #run(upload: Upload, wish: LoadWish): Promise<void> {
    if (upload.state !== 'waiting' || upload.path === null) return;
    upload.state = 'running';
    const { place } = this.#database;
    const task = { ...wish, place, filePath: upload.path, fileName: upload.name, startedBy: upload.ownerId };
    upload.running = startLoad(task, (progress) => {
      upload.progress = progress;
    });
    const end = await upload.running.ended;
    upload.running = null;
    if (end.kind === 'died') {
      upload.failure = { file: upload.name, reason: 'process-died' };
      await endAbandonedRuns(this.#database.pool, hostname()).catch(() => []);
    } else if (end.result.ok) upload.report = { ...end.result.report, file: upload.name };
    else upload.failure = { ...end.result.problem, file: upload.name };
    upload.state = upload.failure ? 'failed' : 'done';
    if (!this.#uploads.has(upload.id) || (upload.report && !wish.dryRun)) removeFile(upload);
  }

  #removeIdle(nowMs: number): void {
    for (const upload of this.#uploads.values()) {
      if (nowMs - upload.touchedMs > IDLE_LIMIT_MS && !upload.running) this.remove(upload);
    }
  }
}

async function lookOver(filePath: string, name: string): Promise<Pick<Upload, 'recognised' | 'problem'>> {
  const file = await openReportFile(filePath);
  const found = 'reason' in file ? file : recognise(file);
  if ('reason' in found) return { recognised: null, problem: { ...found, file: name } };
  if ('reason' in file) throw new Error('recognised what was not opened');
  const { container, encoding } = file;
  const { source, table } = found;
  return {
    recognised: { container, encoding, format: source.format, sheet: table.name, header: table.header },
    problem: null,
  };
}

function removeFile(upload: Upload): void {
  if (upload.path) rmSync(upload.path, { force: true });
  upload.path = null;
}

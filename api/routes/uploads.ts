import { firstLoadOf, listLoadedFiles } from '../../data/source-files.ts';
import type { Reader } from '../../domain/access/reader.ts';
import type { AuditAction } from '../../domain/audit/actions.ts';
import { audited } from '../audited.ts';
import type { Identity } from '../auth/identify.ts';
import type { ApiContext } from '../context.ts';
import { noQuerySchema } from '../contract.ts';
import {
  filesQuerySchema,
  filesSchema,
  type LoadedFiles,
  loadBodySchema,
  removedSchema,
  type UploadState,
  uploadPathSchema,
  uploadQuerySchema,
  uploadSchema,
} from '../contract-intake.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';
import type { Upload } from '../uploads/upload.ts';

export const uploadSend = defineRoute({
  method: 'post',
  path: '/api/uploads',
  summary: 'Sends a file of reports, as it is; it waits to be tried and loaded',
  required: 'data.load',
  query: uploadQuerySchema,
  pathParameters: noQuerySchema,
  takes: 'application/octet-stream',
  answer: uploadSchema,
  cacheable: false,
  handle: async (context, input) => {
    const { reader, stream } = input;
    const { name } = input.query;
    const { uploads } = context;
    const added = await uploads.add(reader.userId, name, stream, context.now().getTime());
    if (!added.ok) throw REFUSED[added.reason](uploads.limitBytes);
    await enter(context, input, 'file-uploaded', added.upload);
    return { json: await shown(context, added.upload) };
  },
});

const REFUSED = {
  'too-large': (limitBytes: number) =>
    new RequestError(413, 'file_too_large', 'the file is over the limit', { limitMb: limitBytes / 2 ** 20 }),
  'broken-off': () => new RequestError(400, 'broken_off', 'the file did not arrive whole; nothing was kept'),
  'too-many': () => new RequestError(409, 'too_many_uploads', 'load or remove the files sent before'),
} as const;

export const uploadState = defineRoute({
  method: 'get',
  path: '/api/uploads/{id}',
  summary: 'How far a file is: sent, tried, being loaded, loaded',
  required: 'data.load',
  query: noQuerySchema,
  pathParameters: uploadPathSchema,
  answer: uploadSchema,
  cacheable: false,
  handle: async (context, { path, reader }) => ({
    json: await shown(context, find(context, reader, path.id)),
  }),
});

export const uploadLoad = defineRoute({
  method: 'post',
  path: '/api/uploads/{id}/load',
  summary: 'Tries a file, or loads it: all or nothing',
  required: 'data.load',
  query: noQuerySchema,
  pathParameters: uploadPathSchema,
  body: loadBodySchema,
  answer: uploadSchema,
  cacheable: false,
  handle: async (context, input) => {
    const { path, reader, body } = input;
    const upload = find(context, reader, path.id);
    const started = context.uploads.start(upload, {
      dryRun: body.dryRun,
      mapping: body.mapping ?? null,
      mappingName: body.mappingName ?? '',
      sourceId: body.sourceId ?? null,
      today: context.today(),
    });
    if (!started) throw new RequestError(409, 'not_ready', 'the file is being loaded, or it is gone');
    if (!body.dryRun) await enter(context, input, 'file-ingested', upload);
    return { json: await shown(context, upload) };
  },
});

export const uploadCancel = defineRoute({
  method: 'post',
  path: '/api/uploads/{id}/cancel',
  summary: 'Calls a load off: nothing of the file is loaded',
  required: 'data.load',
  query: noQuerySchema,
  pathParameters: uploadPathSchema,
  answer: uploadSchema,
  cacheable: false,
  handle: async (context, { path, reader }) => {
    const upload = find(context, reader, path.id);
    context.uploads.cancel(upload);
    return { json: await shown(context, upload) };
  },
});

export const uploadRemove = defineRoute({
  method: 'delete',
  path: '/api/uploads/{id}',
  summary: 'Removes a file that was sent; what was loaded of it stays',
  required: 'data.load',
  query: noQuerySchema,
  pathParameters: uploadPathSchema,
  answer: removedSchema,
  cacheable: false,
  handle: (context, { path, reader }) => {
    context.uploads.remove(find(context, reader, path.id));
    return { json: { removed: true } };
  },
});

export const loadedFiles = defineRoute({
  method: 'get',
  path: '/api/files',
  summary: 'Files that were loaded, tried or broken off, newest first: who, when, SHA-256',
  required: 'data.load',
  query: filesQuerySchema,
  pathParameters: noQuerySchema,
  answer: filesSchema,
  cacheable: false,
  handle: async ({ database }, { query }) => {
    const { total, rows } = await listLoadedFiles(database.pool, query);
    const files = rows.map((row) => ({
      ...row,
      startedAt: row.startedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
    }));
    return { json: filesSchema.parse({ total, files }) satisfies LoadedFiles };
  },
});

function find(context: ApiContext, reader: Reader, id: string): Upload {
  const upload = context.uploads.find(reader.userId, id, context.now().getTime());
  if (!upload) throw new RequestError(404, 'not_found', 'no such upload of yours; send the file again');
  return upload;
}

async function shown({ database }: ApiContext, upload: Upload): Promise<UploadState> {
  const first = await firstLoadOf(database.pool, upload.sha256);
  return uploadSchema.parse({
    ...upload,
    isThere: upload.path !== null,
    firstLoadedAt: first?.toISOString() ?? null,
  });
}

/** Into the audit by its digest, not its name: people name files after people. */
function enter(
  { database, now }: ApiContext,
  input: { identity: Identity },
  action: AuditAction,
  { sha256, bytes }: Upload,
) {
  const entry = { action, subject: { kind: 'file', id: sha256 }, details: { bytes } };
  return audited(database.pool, input, entry, now());
}

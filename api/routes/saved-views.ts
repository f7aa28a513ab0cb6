import {
  listViews,
  removeView,
  renameView,
  type StoredView,
  saveView,
} from '../../data/today/saved-views.ts';
import { noQuerySchema } from '../contract.ts';
import { DONE, doneSchema } from '../contract-session.ts';
import {
  type SavedView,
  savedViewBodySchema,
  savedViewMadeSchema,
  savedViewNameSchema,
  savedViewPathSchema,
  savedViewsSchema,
} from '../contract-today.ts';
import { RequestError } from '../errors.ts';
import { defineRoute } from '../route.ts';

const own = { required: 'session', inPerson: true, query: noQuerySchema, cacheable: false } as const;
/** More is no list any more. */
const MOST_VIEWS = 100;

export const savedViews = defineRoute({
  ...own,
  method: 'get',
  path: '/api/views',
  summary: 'Your saved views',
  pathParameters: noQuerySchema,
  answer: savedViewsSchema,
  handle: async ({ database }, { reader }) => ({
    json: { views: (await listViews(database.pool, reader.userId)).map(viewRow) },
  }),
});

export const savedViewMake = defineRoute({
  ...own,
  method: 'post',
  path: '/api/views',
  summary: 'Saves a view by name; one of the same name becomes this one',
  pathParameters: noQuerySchema,
  body: savedViewBodySchema,
  answer: savedViewMadeSchema,
  handle: async ({ database, now }, { body, reader }) => {
    const saved = await database.transaction(async (db) => {
      const views = await listViews(db, reader.userId);
      if (views.length >= MOST_VIEWS && views.every(({ name }) => name !== body.name)) {
        throw new RequestError(409, 'too_many_views', `at most ${MOST_VIEWS}: remove one first`);
      }
      return saveView(db, reader.userId, body, now());
    });
    return { json: { view: viewRow(saved) }, status: 201 };
  },
});

export const savedViewRename = defineRoute({
  ...own,
  method: 'put',
  path: '/api/views/{id}',
  summary: 'Gives a saved view another name',
  pathParameters: savedViewPathSchema,
  body: savedViewNameSchema,
  answer: doneSchema,
  handle: async ({ database }, { path, body, reader }) => {
    const outcome = await renameView(database.pool, reader.userId, path.id, body.name);
    if (outcome === 'unknown') throw noSuchView();
    if (outcome === 'taken')
      throw new RequestError(409, 'view_name_taken', 'another view of yours has that name');
    return { json: DONE };
  },
});

export const savedViewRemove = defineRoute({
  ...own,
  method: 'delete',
  path: '/api/views/{id}',
  summary: 'Forgets a saved view',
  pathParameters: savedViewPathSchema,
  answer: doneSchema,
  handle: async ({ database }, { path, reader }) => {
    if (!(await removeView(database.pool, reader.userId, path.id))) throw noSuchView();
    return { json: DONE };
  },
});

const noSuchView = () => new RequestError(404, 'no_such_view', 'no such view of yours');

function viewRow({ savedAt, ...view }: StoredView): SavedView {
  return { ...view, savedAt: savedAt.toISOString() };
}

import { buildPage, isPageStale } from '../../cli/page-build.ts';
import databases from './databases.ts';

/** Both databases, and the page as a user would get it. */
export default async function setup(project: Parameters<typeof databases>[0]): Promise<() => void> {
  if (isPageStale()) await buildPage();
  return databases(project);
}

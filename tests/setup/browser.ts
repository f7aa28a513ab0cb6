import type { TestProject } from 'vitest/node';
import { openWorld } from '../e2e/world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a server with the sample, shared by the browser tests that change nothing. */
    pageUrl: string;
  }
}

/** Starts one server with the sample for all browser tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const world = await openWorld();
  project.provide('pageUrl', world.url);
  return world.close;
}

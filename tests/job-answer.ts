import { jobSchema } from '../api/contract-jobs.ts';
import type { Role } from '../domain/access/permissions.ts';
import type { TestServer } from './server.ts';

/** Asks until the answer is there, following the job between. */
export async function answerOf(server: TestServer, role: Role, path: string): Promise<Response> {
  for (;;) {
    const response = await server.fetchAs(role, path);
    if (response.status !== 202) return response;
    let job = jobSchema.parse(((await response.json()) as { job: unknown }).job);
    while (job.status === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 100));
      job = jobSchema.parse(await (await server.fetchAs(role, `/api/jobs/${job.id}`)).json());
    }
  }
}

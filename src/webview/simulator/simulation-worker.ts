// Runs in a worker of its own, beside the page (see simulation-engine.ts).
import { SimulationJobs } from './simulation-jobs.ts';
import type { JobRequest } from './simulation-jobs.ts';

const jobs = new SimulationJobs();
// Only the page that started the worker can post to it, and both are built from the same files.
self.onmessage = ({ data }: MessageEvent<JobRequest>) => {
  const { response, transfer } = jobs.respond(data);
  self.postMessage(response, { transfer });
};

import { ReportStore } from '../../src/extension/report/report-store.ts';
import { exampleReport } from '../support/example-report.ts';
import type { TestedPage } from './page-server.ts';

/** The site report with what is found in examples/. */
export async function reportPage(): Promise<TestedPage> {
  const data = new ReportStore().apply(await exampleReport());
  return { name: 'report', fakeHost: 'test/web/fake-report-host.ts', title: 'Site Report', data };
}

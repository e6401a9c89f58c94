import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyzePackage } from '../../src/analysis/package-analysis.ts';
import { DEFAULT_OPTIONS } from '../../src/analysis/model.ts';
import type { ReportAnswer } from '../../src/protocol/report-requests.ts';
import { recordOf } from '../../src/server/common/workspace/file-record.ts';
import { IndexedFiles } from '../../src/server/common/workspace/indexed-files.ts';
import { reportSince } from '../../src/server/common/workspace/report-query.ts';
import { goContext } from './analyze.ts';
import { goGrammar } from './grammar.ts';

const folder = fileURLToPath(new URL('../../examples', import.meta.url));

/** What the server tells of examples/, analysed for real, as if it lay in a workspace folder of its own. */
export async function exampleReport(): Promise<ReportAnswer> {
  const grammar = await goGrammar();
  const files = new IndexedFiles();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const go = entry.name === 'classic' ? goContext('1.23') : goContext('1.26');
    const sources = readdirSync(`${folder}/${entry.name}`)
      .filter((name) => name.endsWith('.go'))
      .map((name) => ({
        path: `/shop/${entry.name}/${name}`,
        text: readFileSync(`${folder}/${entry.name}/${name}`, 'utf8'),
      }));
    const { files: analyses } = analyzePackage(grammar, sources, go, { ...DEFAULT_OPTIONS, listSites: true });
    const records = analyses.map((analysis, at) =>
      recordOf(
        TextDocument.create(`file://${analysis.path}`, 'go', 0, sources[at]?.text ?? ''),
        entry.name,
        null,
        analysis,
        go,
        { relatedInformation: true, unnecessaryTag: true },
      ),
    );
    files.putDirectory(`file:///shop/${entry.name}`, { records, outline: '', imports: new Set() });
  }
  return reportSince(files, { since: 0, limit: 5000 }, ['file:///shop']);
}

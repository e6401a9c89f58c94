#!/usr/bin/env node
// Holds the built command line to the labels of real code: npm run corpus -- FOLDER
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { loadTypeScript } from '../../scripts/typescript.mjs';

const USAGE = `Usage: npm run corpus -- [--misses] [--go VERSION] [--labels DIR] FOLDER
       npm run corpus -- --tidy [--labels DIR]

Analyses the labelled files of the repositories whose checkouts FOLDER holds, FOLDER/etcd for etcd-io/etcd, and prints
precision and recall of each rule, by default settings and with everything shown.
  --misses      also list what was missed and what was reported wrongly, with the labels' reasons
  --go VERSION  the Go that is taken to run the code (default 1.26, which the labels are for)
  --labels DIR  labels to read instead of those in test/corpus/labels
  --tidy        only sort the labels and write them in one form
  --help        this text

Repositories that are missing or at another commit are left out, with a warning. How to get them: test/corpus/README.md.
Exit code 2 when nothing could be measured.`;

const cli = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url));

process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        misses: { type: 'boolean' },
        go: { type: 'string', default: '1.26' },
        labels: { type: 'string', default: fileURLToPath(new URL('labels', import.meta.url)) },
        tidy: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const corpus = await loadTypeScript('corpus', [
    "export * from './test/corpus/labels.ts';",
    "export * from './test/corpus/matching.ts';",
    "export * from './test/corpus/figures.ts';",
    "export * from './test/corpus/text.ts';",
  ]);
  const texts = labelTexts(values.labels);
  if (values.tidy) {
    for (const text of texts) writeFileSync(text.name, corpus.tidyLabels(text));
    return 0;
  }
  if (positionals.length !== 1) {
    console.error(USAGE);
    return 2;
  }
  return measure(corpus, texts, resolve(positionals[0]), values);
}

function labelTexts(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
}

async function measure(corpus, texts, folder, { go, misses }) {
  const runs = [];
  for (const labels of corpus.parseLabels(texts)) {
    const { repository } = labels;
    const checkout = join(folder, basename(repository));
    const obstacle = await obstacleTo(labels, checkout);
    if (obstacle !== undefined) {
      console.error(`${repository} is left out: ${obstacle}`);
      continue;
    }
    const paths = pathsOf(labels);
    const [shown, everything] = await Promise.all([
      findingsIn(checkout, paths, ['--go', go]),
      findingsIn(checkout, paths, ['--go', go, '--all']),
    ]);
    runs.push({
      repository,
      shown: corpus.matchFindings(labels, shown),
      everything: corpus.matchFindings(labels, everything),
    });
    console.error(`${repository}: ${labels.sites.length} labels in ${paths.length} files`);
  }
  if (runs.length === 0) {
    console.error('Nothing could be measured.');
    return 2;
  }
  const figuresOf = (kind) => corpus.figuresOf(runs.map((run) => run[kind]));
  console.log(corpus.renderFigures('By default settings', figuresOf('shown')));
  console.log(corpus.renderFigures('With everything shown (--all)', figuresOf('everything')));
  process.stdout.write(corpus.renderUnlabelled(runs));
  if (misses) process.stdout.write(corpus.renderMisses(runs));
  return 0;
}

function pathsOf({ sites, exhaustive }) {
  return [...new Set([...sites.map(({ path }) => path), ...exhaustive])].sort();
}

/** Why the labels of a repository cannot be held to a checkout, undefined when they can. */
async function obstacleTo(labels, checkout) {
  if (!existsSync(checkout)) return `there is no ${checkout}`;
  const commit = await commitOf(checkout);
  if (commit !== labels.commit) return `${checkout} is at ${commit}, the labels are for ${labels.commit}`;
  const missing = pathsOf(labels).find((path) => !existsSync(join(checkout, path)));
  return missing === undefined ? undefined : `${checkout} has no ${missing}`;
}

/** The commit of a checkout: what its file .commit says, the tag of a Go installation, or git's HEAD. */
async function commitOf(checkout) {
  const noted = join(checkout, '.commit');
  if (existsSync(noted)) return readFileSync(noted, 'utf8').trim();
  const version = join(checkout, 'VERSION');
  const [tag] = existsSync(version) ? readFileSync(version, 'utf8').split(/\s/) : [''];
  if (/^go1\./.test(tag)) return tag;
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', checkout, 'rev-parse', 'HEAD']);
    return stdout.trim();
  } catch {
    return 'no known commit';
  }
}

/** What the command line reports in files of a checkout. Other files of their packages are read for their declarations. */
async function findingsIn(checkout, paths, options) {
  // Rules are measured, not what a project thinks of them.
  const args = [cli, 'check', '--no-config', '--format', 'json', ...options, '--', ...paths];
  const stdout = await new Promise((accept, reject) => {
    execFile(process.execPath, args, { cwd: checkout, maxBuffer: 1e9 }, (error, out, complaints) => {
      // Exit code 1 says that there are findings.
      if (error !== null && error.code !== 1) reject(new Error(complaints || error.message));
      else accept(out);
    });
  });
  return JSON.parse(stdout).findings;
}

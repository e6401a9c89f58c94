export type HelpTopic = 'general' | 'check' | 'explain';

const GENERAL = `Bucketwise finds Go map performance problems, prices them for your Go version and fixes them.

Usage:
  bucketwise check [options] [paths...]   scan Go files, directories or dir/... (default: .)
  bucketwise explain [rule]               what a rule reports and why; without a rule: list them
  bucketwise help [command]               this text, or that of a command
  bucketwise --version

Exit status: 0 nothing found, 1 findings, 2 could not run.
`;

const CHECK = `Usage: bucketwise check [options] [paths...]

Scans Go files, with or without a module. A path is a file, a directory or dir/...; directories are searched to
the bottom, default is the current one. Below them vendor, node_modules, testdata, names beginning with . or _ and
links to directories are left out, as the go command does; a path that you name yourself is always scanned.
.gitignore plays no part: what the compiler sees is scanned.

What is reported:
  --rule ID               only this rule, even if it is off by default; may be given several times
  --all                   every rule, style included, every confidence, no thresholds
  --tests                 cost and style findings in _test.go files too
  --min-bytes SIZE        a cost finding must save so much (default 256; 4kB, 1MB)
  --min-entries N         a cost finding needs so many entries, where the number is known (default 9)
  --min-confidence LEVEL  certain, likely (default) or possible

How it is priced:
  --go VERSION            the Go that builds and runs the program, for example 1.26
                          (default: toolchain line of go.work or go.mod, installed Go, go line)

What is done:
  --fix                   apply safe fixes to the files, then report what remains
  --diff                  show safe fixes as a patch and write nothing
  --format text|json      json writes one document to standard output (docs/findings.schema.json)
  --max-file-size SIZE    skip larger files (default 2MB)
  -h, --help

Exit status: 0 nothing found, 1 findings, 2 could not run, 130 interrupted.
Colours are used on terminals; NO_COLOR=1 turns them off.
`;

const EXPLAIN = `Usage: bucketwise explain [rule]

Shows what a rule reports, why, an example of bad and good code, what it costs and when the rule stays silent.
Without a rule it lists all of them.
`;

/** The help text of a command. */
export function helpText(topic: HelpTopic): string {
  switch (topic) {
    case 'general':
      return GENERAL;
    case 'check':
      return CHECK;
    case 'explain':
      return EXPLAIN;
  }
}

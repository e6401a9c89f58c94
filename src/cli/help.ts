const TOPICS = ['general', 'check', 'explain', 'lsp', 'simulate'] as const;

export type HelpTopic = (typeof TOPICS)[number];

/** The words that can follow the program's name. */
export const COMMANDS: readonly string[] = ['check', 'simulate', 'explain', 'lsp', 'help', 'version'];

/** True for a word that has a help text of its own. */
export function isHelpTopic(word: string | undefined): word is HelpTopic {
  return TOPICS.some((topic) => topic === word);
}

const GENERAL = `Bucketwise finds Go map performance problems, prices them for your Go version and fixes them.

Usage:
  bucketwise check [options] [paths...]   scan Go files, directories or dir/... (default: .)
  bucketwise simulate [options]           what a map costs while it is filled, emptied and refilled
  bucketwise explain [rule]               what a rule reports and why; without a rule: list them
  bucketwise lsp --stdio                  the language server, for editors
  bucketwise help [command]               this text, or that of a command
  bucketwise --version

Exit status: 0 nothing found, 1 findings, 2 could not run.
`;

const CHECK = `Usage: bucketwise check [options] [paths...]

Scans Go files, with or without a module. A path is a file, a directory or dir/...; directories are searched to
the bottom, default is the current one. Below them vendor, node_modules, testdata, names beginning with . or _ and
links to directories are left out, as the go command does; a path that you name yourself is always scanned.
.gitignore plays no part: what the compiler sees is scanned.

The nearest .bucketwise.json from a file's directory upwards sets rules, thresholds and excluded files for it; options
given here win, and a file that you name yourself is reported on even if excluded. A value in it that makes no sense is
told of and left out; where it is no JSON object nothing is scanned. docs/configuration.md tells all it may hold.

What is reported:
  --rule ID               only this rule, even if it is off by default; may be given several times
  --all                   every rule, style included, every confidence, no thresholds, whatever a project file says
  --tests                 cost and style findings in _test.go files too
  --min-bytes SIZE        a cost finding must save so much (default 256; 4kB, 1MB)
  --min-entries N         a cost finding needs so many entries, where the number is known (default 9)
  --min-confidence LEVEL  certain, likely (default) or possible
  --hot-only              nothing but hazards, wrong directives, code that seems to run often, and maps known to be large

How it is priced:
  --go VERSION            the Go that builds and runs the program, for example 1.26
                          (default: project file, toolchain line of go.work or go.mod, installed Go, go line)

What is done:
  --fix                   apply safe fixes to the files, then report what remains
  --diff                  show safe fixes as a patch and write nothing
  --format text|json      json writes one document to standard output (docs/findings.schema.json)
  --max-file-size SIZE    skip larger files (default 2MB)
  --config FILE           take this project file for everything; its patterns are relative to the working directory
  --no-config             take no project file
  --verify-types          report no findings, but how the types that Bucketwise works out agree with those of go/types:
                          which operands of index, range, delete and len are maps, in files that are no tests. Needs Go
                          1.22 or later and executes "go list" in the modules that are scanned, which compiles what they
                          import and may download it; nothing else here executes anything. 1 if a type is wrong
  -h, --help

Exit status: 0 nothing found, 1 findings, 2 could not run, 130 interrupted.
Colours are used on terminals; NO_COLOR=1 turns them off.
`;

const EXPLAIN = `Usage: bucketwise explain [rule]

Shows what a rule reports, why, an example of bad and good code, what it costs and when the rule stays silent.
Without a rule it lists all of them.
`;

const LSP = `Usage: bucketwise lsp --stdio

Serves an editor over standard input and output with the Language Server Protocol: findings while typing, fixes, fix all,
hover with layout and growth of a map. It takes the settings of the section "bucketwise" (rules, goVersion, minBytes, …) from
the editor and those of the nearest .bucketwise.json, and ends when the editor closes the connection. docs/editors.md
shows how Neovim, Helix, Emacs and Sublime Text start it.

Exit status: 0 after a shutdown, 1 where the connection ended without one or the server failed, 2 where it is not there.
`;

const SIMULATE = `Usage: bucketwise simulate --key TYPE --elem TYPE --fill N [options]

Runs a program on one of Go's maps, slot for slot as the runtime of a Go version does it, and shows what that costs:
growths, entries moved, allocations, bytes, and where in the program they fall. Nothing of Go has to be installed.

The map:
  --key TYPE              the key's Go type: string, int64, [16]byte, *T, time.Time, 'struct{a int32; b string}'
  --elem TYPE             the element's Go type
  --hint N                the capacity hint of make; fill for the number of --fill (default: none)

The program, in this order; N is a number like 100000, 1_000_000 or 1e6:
  --fill N                insert so many new keys
  --delete SHARE          delete a share of the entries, 0 to 1, chosen at random
  --churn N               so many times delete one entry and insert a new key
  --churn-order ORDER     which entry that is: random (default) or oldest
  --seed N                another seed for hash and choices (default 0); equal seeds give equal runs

The runtime:
  --go VERSION            1.18 to 1.27 (default: toolchain line of go.work or go.mod, installed Go, go line)
  --arch ARCH             amd64 (default), arm64 or 386
  --noswissmap            built with GOEXPERIMENT=noswissmap, which Go 1.24 and 1.25 know
  --splitgroups           built with GOEXPERIMENT=mapsplitgroup, which Go 1.27 knows

What is shown:
  --compare hint          beside it the same run with a hint that fits
  --compare go=VERSION    beside it the same run on another Go version, without the experiments above
  --format text|json|csv  json writes one document with every growth (docs/simulation.schema.json); csv writes a header
                          and a row for make, for the last operation, for each operation that grows the map and for up
                          to 1,000 points between
  --html FILE             writes a page instead that shows the run in any browser, with playback and pictures, and loads
                          nothing; - is standard output. For 64-bit programs of up to 4,000,000 operations
  -h, --help

Up to 4,000,000 operations are simulated one by one; --fill N makes N of them, --delete one for each entry it deletes,
--churn N twice N. The cost of a larger fill, or of a map made with a larger hint, is estimated, and that is said; csv,
--delete and --churn need the simulation.

Terms:
  bucket, overflow bucket   classic maps (to Go 1.23): 8 slots found by the hash; a full bucket chains further ones
  evacuation                classic: after a growth each write moves up to two old buckets to the new array
  group, table              Swiss maps (from Go 1.24): 8 slots and a control word; up to 128 groups that grow as one
  directory, split          Swiss: finds the table of a hash; a full table of 1,024 slots is split in two
  tombstone                 Swiss: a deleted slot that probes must still pass; takes room until it is pruned or rehashed
  moved                     entries copied to another place because the map grew
  probe                     buckets or groups that one write looks into

docs/simulator.md says what is modelled and how exact it is, docs/map-claims.md what is true of what is said about maps.

Exit status: 0 done, 2 could not run.
Colours are used on terminals; NO_COLOR=1 turns them off. Where the locale is not UTF-8 the output is plain ASCII.
Lines are as wide as the terminal; without one as COLUMNS says, or 80.
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
    case 'lsp':
      return LSP;
    case 'simulate':
      return SIMULATE;
  }
}

import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary:
    'A comment to Bucketwise is misspelt, stands in the wrong place, hides nothing, or gives no reason.',
  why: `Comments to Bucketwise are read by nobody else: neither the compiler nor \`go vet\` says when one is wrong. A slip in the name of a
rule silences nothing; a \`size\` on the wrong line prices nothing; and an \`ignore\` that outlived the code it was written for silences whatever
is written there next.

- A directive begins with \`//bucketwise:\`, without a blank, as those of the Go tools do (\`//go:embed\`), followed by \`ignore\` or \`size\`.
- \`//bucketwise:ignore rule[,rule] reason\`: ids of rules, or \`all\` by itself, and then why. The text that the quick fix writes, "why this is fine
here", only keeps the place.
- \`//bucketwise:size entries\`: a number such as \`200000\`, \`200_000\` or \`2e5\`, on or above the line that makes the map or declares
the variable, field or named result.

A word that one slip makes out is respelt before any other fix of the file, and the file judged anew: what the directive then hides is
left alone.

A directive that hides nothing is only told where every rule it names has judged the whole file: one that is switched off or left out of tests,
has failed, does not fit the Go version, or lacks types that are out of view might have had something to say. What a rule reports
there counts even where thresholds would hide it.`,
  bad: `package example

func levels(names []string) map[string]int {
	//bucketwise:ignore missing-capacity-hnit there are never more than a few
	byName := make(map[string]int)
	for i, name := range names {
		byName[name] = i
	}
	return byName
}
`,
  good: `package example

func levels(names []string) map[string]int {
	//bucketwise:ignore missing-capacity-hint there are never more than a few
	byName := make(map[string]int)
	for i, name := range names {
		byName[name] = i
	}
	return byName
}
`,
  cost: 'Nothing when the program runs. A wrong directive costs findings that nobody sees, or one that everybody sees.',
  whenSilent: [
    'the comment is a `//nolint`, which may be meant for other linters',
    'a rule that an `ignore` names has not judged the whole file, or, for `all`, some rule that is switched on has not',
    'the file has syntax errors, or types are out of view: then nothing is said of an `ignore` that hides nothing',
    'a comment with a blank behind the slashes would be no good directive without it: it may speak of directives',
    'the line that a `size` is about may make a map, as far as its types are known',
  ],
  references: [
    { title: 'Go doc comments: directives', url: 'https://go.dev/doc/comment#syntax' },
    {
      title: 'nolintlint, which judges `//nolint` comments',
      url: 'https://golangci-lint.run/docs/linters/configuration/#nolintlint',
    },
  ],
};

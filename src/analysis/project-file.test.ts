import { describe, expect, it } from 'vitest';
import { parseProjectFile, unreadableProjectFile } from './project-file.ts';

function parse(text: string) {
  return parseProjectFile(text, '.bucketwise.json');
}

describe('a project file', () => {
  it('is JSON with comments and trailing commas', () => {
    const { configuration, problems, isBroken, exclude } = parse(`\uFEFF// Why.
{
  "$schema": "./x.json", /* for editors */
  "rules": { "copy-loop": "off", },
  "minBytes": 1024,
  "goVersion": "1.25",
  "exclude": ["gen/",],
}
`);
    expect({ problems, isBroken }).toEqual({ problems: [], isBroken: false });
    expect(configuration).toEqual({
      rules: { 'copy-loop': 'off' },
      minBytes: 1024,
      goVersion: { major: 1, minor: 25, patch: 0 },
      exclude: ['gen/'],
    });
    expect(exclude.excluding('gen/a.go')).toBe('gen/');
  });

  it('may be an empty object', () => {
    expect(parse('{}')).toMatchObject({ configuration: {}, problems: [], isBroken: false });
  });

  it('says where what cannot be used stands, and keeps the rest', () => {
    const { configuration, problems, isBroken } = parse(`{
  "minByte": 1,
  "hotOnly": true,
  "rules": {
    "copy-lop": "off",
    "copy-loop": "loud"
  },
  "exclude": [
    "a",
    7
  ],
  "$schema": 7
}`);
    expect(isBroken).toBe(false);
    expect(configuration).toEqual({ hotOnly: true, rules: {}, exclude: ['a'] });
    expect(problems).toEqual([
      '.bucketwise.json:12:14: $schema must be text',
      '.bucketwise.json:2:3: minByte is not known; did you mean minBytes?',
      '.bucketwise.json:5:5: rules: no rule is called copy-lop; did you mean copy-loop?',
      '.bucketwise.json:6:18: rules.copy-loop must be off, hint, information, warning or error, not "loud"',
      '.bucketwise.json:10:5: exclude[1] must be text, not 7',
    ]);
  });

  it('tells of few of many keys that are there twice', () => {
    const keys = (of: string): string[] =>
      Array.from({ length: 20_000 }, (_, at) => `"${of}${at % 10_000}": 1`);
    const text = `{${keys('k').join()}, "rules": {${keys('r').join()}}}`;
    expect(parse(text).problems).toHaveLength(20);
    const rules = `{"rules": {${Array.from({ length: 60 }, (_, at) => `"copy-loop${at % 30}": "off"`).join()}}}`;
    expect(parse(rules).problems).toHaveLength(20);
    const many = `{${Array.from({ length: 60 }, (_, at) => `"minBytes": ${at}, "${'x'.repeat(500)}": 1`).join()}}`;
    expect(parse(many).problems.every((problem) => problem.length < 120)).toBe(true);
  });

  it('says which keys are there twice, and takes the last', () => {
    const { configuration, problems } = parse(
      '{"minBytes": 1, "minBytes": "x",\n"minBytes": 3, "rules": {"copy-loop": "off", "copy-loop": "hint"}}',
    );
    expect(configuration).toEqual({ minBytes: 3, rules: { 'copy-loop': 'hint' } });
    expect(problems).toEqual([
      '.bucketwise.json:1:17: minBytes is given twice; the last one counts',
      '.bucketwise.json:2:46: copy-loop is given twice; the last one counts',
    ]);
  });

  it('takes __proto__ for the unknown key that it is', () => {
    const { configuration, problems } = parse('{"__proto__": {"hotOnly": true}, "constructor": {}}');
    expect(configuration.hotOnly).toBeUndefined();
    expect(problems).toEqual([
      '.bucketwise.json:1:2: __proto__ is not known',
      '.bucketwise.json:1:34: constructor is not known',
    ]);
  });

  it.each([
    ['', 'the file must hold an object: { … }', ''],
    ['// later\n', 'the file must hold an object: { … }', ''],
    ['[]', 'the file must hold an object: { … }', ':1:1'],
    ['"hotOnly"', 'the file must hold an object: { … }', ':1:1'],
    ['{"hotOnly": true', 'a } is missing', ':1:17'],
    ['{"minBytes": 1 "hotOnly": true}', 'a comma is expected before this', ':1:16'],
    ['{"minBytes" 1}', 'a colon is expected here', ':1:13'],
    ['{\n  "minBytes":\n}', 'a value is expected here', ':3:1'],
    ['{minBytes: 1}', 'this is not JSON: text stands in double quotes', ':1:2'],
    ["{'minBytes': 1}", 'this is not JSON: text stands in double quotes', ':1:2'],
    ['{} {}', 'nothing may follow the object', ':1:4'],
    ['{"exclude": ["a\n"]}', 'the text does not end on its line', ':1:14'],
    ['{} /* why', 'the comment does not end', ':1:4'],
    ['{"exclude": ["\\q"]}', 'there is no such escape', ':1:14'],
    ['minBytes = 1', 'this is not JSON: text stands in double quotes', ':1:1'],
    ['\0\0', 'the file must hold an object: { … }', ''],
  ])('of which nothing can be used: %j', (text, problem, place) => {
    expect(parse(text)).toMatchObject({
      isBroken: true,
      configuration: {},
      problems: [`.bucketwise.json${place}: ${problem}`],
    });
  });

  it.each([
    ['objects', '{"a": ', 301],
    ['lists', '[', 51],
  ])('does not follow %s to any depth', (_, opening, column) => {
    expect(parse(opening.repeat(300_000))).toMatchObject({
      isBroken: true,
      problems: [`.bucketwise.json:1:${column}: lists and objects are nested too deeply`],
    });
  });

  it('that cannot be read says why', () => {
    expect(unreadableProjectFile('a/.bucketwise.json', 'no permission')).toMatchObject({
      isBroken: true,
      problems: ['a/.bucketwise.json: cannot be read: no permission'],
    });
  });

  it('never throws, wherever it is cut off', () => {
    const whole = '{"rules": {"copy-loop": "off"}, /* é */ "exclude": ["a\\u00e9", "b"], "minBytes": 1.5e3,}';
    for (let end = 0; end <= whole.length; end++) {
      const { problems, isBroken } = parse(whole.slice(0, end));
      expect(isBroken, whole.slice(0, end)).toBe(end < whole.length);
      expect(problems).toHaveLength(isBroken ? 1 : 0);
    }
  });
});

import { version } from '../../package.json';
import { analyzePackage } from '../analysis/package-analysis.ts';
import { renderRuleDocs } from '../rules/docs.ts';
import { RULES } from '../rules/index.ts';
import { withoutControls } from '../report/columns.ts';
import { loadGrammar } from '../syntax/grammar.ts';
import { parseInvocation } from './arguments.ts';
import { check } from './check.ts';
import { listRules } from './explain.ts';
import { type HelpTopic, helpText } from './help.ts';
import { EXIT, type Host } from './host.ts';

/** A page of help after each slip would push the message off the screen. */
function advice(topic: HelpTopic): string {
  return topic === 'general' ? helpText(topic) : `All options: bucketwise ${topic} --help\n`;
}

/** The whole command line. Returns the exit status; throws for programming errors only. */
export async function run(host: Host): Promise<number> {
  const invocation = parseInvocation(
    host.arguments,
    RULES.map(({ id }) => id),
  );
  switch (invocation.kind) {
    case 'mistake':
      host.stderr.write(`bucketwise: ${withoutControls(invocation.message)}\n\n${advice(invocation.topic)}`);
      return EXIT.couldNotRun;
    case 'help':
      host.stdout.write(helpText(invocation.topic));
      return EXIT.clean;
    case 'version':
      host.stdout.write(`bucketwise ${version}\n`);
      return EXIT.clean;
    case 'explain': {
      const rule = RULES.find(({ id }) => id === invocation.rule);
      host.stdout.write(rule === undefined ? listRules(RULES) : renderRuleDocs(rule));
      return EXIT.clean;
    }
    case 'check': {
      const grammar = await loadGrammar(await host.readGrammar());
      return check(
        invocation.options,
        host,
        (files, go, options, cancellation, judged) =>
          analyzePackage(grammar, files, go, options, cancellation, judged),
        version,
      );
    }
  }
}

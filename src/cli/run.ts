import { version } from '../../package.json';
import { renderCosts } from '../analysis/cost-tables.ts';
import { ModulePackages, moduleCacheOf } from '../analysis/node/module-packages.ts';
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
import { Mistake } from './option-values.ts';
import { runSimulation } from './simulate.ts';
import { verifyTypes } from './verify-types/verify-types.ts';

/** A page of help after each slip would push the message off the screen. */
function advice(topic: HelpTopic): string {
  return topic === 'general' ? helpText(topic) : `All options: bucketwise ${topic} --help\n`;
}

function complain(host: Host, message: string, topic: HelpTopic): number {
  host.stderr.write(`bucketwise: ${withoutControls(message)}\n\n${advice(topic)}`);
  return EXIT.couldNotRun;
}

/** The whole command line. Returns the exit status; throws for programming errors only. */
export async function run(host: Host): Promise<number> {
  const invocation = parseInvocation(
    host.arguments,
    RULES.map(({ id }) => id),
  );
  switch (invocation.kind) {
    case 'mistake':
      return complain(host, invocation.message, invocation.topic);
    case 'help':
      host.stdout.write(helpText(invocation.topic));
      return EXIT.clean;
    case 'version':
      host.stdout.write(`bucketwise ${version}\n`);
      return EXIT.clean;
    case 'explain': {
      const rule = RULES.find(({ id }) => id === invocation.rule);
      host.stdout.write(
        rule === undefined ? listRules(RULES) : renderRuleDocs(rule, renderCosts(rule.docs.cost)),
      );
      return EXIT.clean;
    }
    case 'serve':
      host.startServer();
      return EXIT.clean;
    case 'simulate':
      try {
        const grammar = await loadGrammar(await host.readGrammar());
        return await runSimulation(invocation.options, host, grammar, version);
      } catch (error) {
        if (error instanceof Mistake) return complain(host, error.message, 'simulate');
        throw error;
      }
    case 'verifyTypes':
      return verifyTypes(invocation.paths, host, await loadGrammar(await host.readGrammar()));
    case 'check': {
      const grammar = await loadGrammar(await host.readGrammar());
      return check(
        invocation.options,
        host,
        (files, go, options, cancellation, judged, packages) =>
          analyzePackage(grammar, files, go, options, cancellation, judged, RULES, packages),
        new ModulePackages(grammar, moduleCacheOf(host.env)),
        version,
      );
    }
  }
}

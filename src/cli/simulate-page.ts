import { createHash } from 'node:crypto';
import { SETUP_ELEMENT, type SimulatorSetup } from '../protocol/simulator-setup.ts';
import { withoutControls } from '../report/columns.ts';
import { standalonePage } from '../report/simulation-page.ts';
import { EXIT, type Host, type PageParts } from './host.ts';

/** Writes the page of a run to a file, or to standard output for `-`. Returns the exit status. */
export async function writePage(file: string, setup: SimulatorSetup, host: Host): Promise<number> {
  let parts: PageParts;
  try {
    parts = await host.readPage();
  } catch (error) {
    return complain(
      host,
      `the page is missing beside the command line: npm run build makes it (${reason(error)})`,
    );
  }
  const page = standalonePage({
    title: `map[${setup.key.name}]${setup.elem.name} – Bucketwise growth simulator`,
    script: parts.script,
    styles: [parts.colours, parts.style],
    data: { id: SETUP_ELEMENT, value: setup },
    hashOf: (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  });
  if (file === '-') {
    host.stdout.write(page);
    return EXIT.clean;
  }
  try {
    await host.writeFile(file, page);
  } catch (error) {
    return complain(host, `cannot write ${file}: ${reason(error)}`);
  }
  return EXIT.clean;
}

function complain(host: Host, message: string): number {
  host.stderr.write(`bucketwise: ${withoutControls(message)}\n`);
  return EXIT.couldNotRun;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

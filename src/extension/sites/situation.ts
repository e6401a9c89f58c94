import { formatCount } from '../../base/format.ts';
import type { WorkspaceParams } from '../../protocol/requests.ts';
import type { L10n } from './labels.ts';
import { isNarrowed, type SitesState } from './state.ts';

/** Why the view is empty, or that it is not. The manifest has a text for each. */
export type Situation = 'listed' | 'scanning' | 'filtered' | 'noGo' | 'noMaps' | 'down';

/**
 * @param listed items at the root of the tree; undefined: the server did not answer
 * @param workspace what the server told last; undefined before it told anything
 */
export function situationOf(
  listed: number | undefined,
  workspace: WorkspaceParams | undefined,
  state: SitesState,
): Situation {
  if (listed === undefined) return 'down';
  if (listed > 0) return 'listed';
  if (workspace === undefined || workspace.scanning) return 'scanning';
  if (workspace.files === 0) return 'noGo';
  return isNarrowed(state) && workspace.sites > 0 ? 'filtered' : 'noMaps';
}

/** How far the workspace is read. */
export function describeProgress({ directoriesDone, directories }: WorkspaceParams, l10n: L10n): string {
  return l10n.t('{0} of {1} packages', formatCount(directoriesDone), formatCount(directories));
}

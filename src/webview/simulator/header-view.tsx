import type { JSX } from 'preact';
import type { SiteSummary } from '../../protocol/requests.ts';
import { MenuButton } from '../shared/menu-button.tsx';
import type { MenuItem } from '../shared/menu-button.tsx';
import type { VersionChoice } from '../shared/version-choices.ts';

interface HeaderProps {
  readonly site: SiteSummary | null;
  /** True for what a link or the command line has set up. */
  readonly isLinked: boolean;
  readonly versions: readonly VersionChoice[];
  readonly version: string;
  readonly exports: readonly MenuItem[];
  /** What applying the chosen hint would write, undefined where nothing can be applied. */
  readonly hintToApply: string | undefined;
  readonly notice: { readonly text: string; readonly isProblem: boolean } | undefined;
  readonly canReveal: boolean;
  readonly onVersion: (id: string) => void;
  readonly onReveal: () => void;
  readonly onApply: () => void;
}

/** Title, where the map comes from, the switch between Go versions, and what can be done with a run. */
export function HeaderView(props: HeaderProps): JSX.Element {
  const { exports, hintToApply, notice, onApply } = props;
  return (
    <header class="header">
      <h1>Growth simulator</h1>
      <Origin {...props} />
      <VersionSwitch {...props} />
      <span class="actions">
        <MenuButton label="Export" items={exports} />
        {hintToApply !== undefined && (
          <button type="button" class="primary" onClick={onApply}>
            Apply hint <code>{hintToApply}</code>
          </button>
        )}
      </span>
      <p class={notice?.isProblem === true ? 'notice problem' : 'notice'} role="status">
        {notice?.text ?? ''}
      </p>
    </header>
  );
}

function Origin({ site, isLinked, canReveal, onReveal }: HeaderProps): JSX.Element {
  if (site === null) {
    return (
      <p class="origin">
        {isLinked
          ? 'a map somebody has set up'
          : 'an example map; open the simulator with the cursor on a map to see yours'}
      </p>
    );
  }
  const place = `${shortPath(site.uri)}:${site.range.start.line + 1}`;
  return (
    <p class="origin">
      from{' '}
      {canReveal ? (
        <button type="button" class="link" onClick={onReveal}>
          {place}
        </button>
      ) : (
        place
      )}{' '}
      <code>
        {site.name === null
          ? site.source
          : `${site.name} ${site.name.includes('.') ? '=' : ':='} ${site.source}`}
      </code>
    </p>
  );
}

/** File and folder, which is how a Go developer names a file; the whole address is behind the link. */
function shortPath(uri: string): string {
  return uri
    .split('/')
    .slice(-2)
    .map((part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    })
    .join('/');
}

const LAYOUT_NAMES = [
  ['classic', 'buckets'],
  ['swiss', 'Swiss'],
] as const;

function VersionSwitch({ site, versions, version, onVersion }: HeaderProps): JSX.Element {
  return (
    <fieldset class="switch">
      <legend>Go version</legend>
      {LAYOUT_NAMES.map(([layout, name]) => (
        <span key={layout} class="switch-group">
          <span class="switch-name" id={`layout-${layout}`}>
            {name}
          </span>
          {versions
            .filter((choice) => choice.layout === layout)
            .map((choice) => (
              <label key={choice.id} class="switch-choice">
                <input
                  type="radio"
                  name="version"
                  value={choice.id}
                  checked={choice.id === version}
                  aria-describedby={`layout-${layout}`}
                  onChange={() => {
                    onVersion(choice.id);
                  }}
                />
                <span>
                  {choice.label}
                  {choice.own && <small> {site?.goVersionAssumed === true ? 'assumed' : 'yours'}</small>}
                </span>
              </label>
            ))}
        </span>
      ))}
    </fieldset>
  );
}

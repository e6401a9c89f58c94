import type { JSX } from 'preact';
import type { SiteSummary } from '../../protocol/requests.ts';
import type { VersionChoice } from '../shared/version-choices.ts';

interface HeaderProps {
  readonly site: SiteSummary | null;
  readonly versions: readonly VersionChoice[];
  readonly version: string;
  readonly onVersion: (id: string) => void;
  readonly onReveal: () => void;
}

/** Title, where the map comes from, and the switch between Go versions. */
export function HeaderView(props: HeaderProps): JSX.Element {
  return (
    <header class="header">
      <h1>Growth simulator</h1>
      <Origin site={props.site} onReveal={props.onReveal} />
      <VersionSwitch {...props} />
    </header>
  );
}

function Origin({ site, onReveal }: Pick<HeaderProps, 'site' | 'onReveal'>): JSX.Element {
  if (site === null) {
    return <p class="origin">an example map; open the simulator with the cursor on a map to see yours</p>;
  }
  return (
    <p class="origin">
      from{' '}
      <button type="button" class="link" onClick={onReveal}>
        {shortPath(site.uri)}:{site.range.start.line + 1}
      </button>{' '}
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

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { formatCount } from '../../base/format.ts';
import type { ExportFormat, ReportProgress } from '../../protocol/report-view.ts';
import type { VersionChoice } from '../shared/version-choices.ts';
import { VERSIONS } from './view-state.ts';
import { describeProgress } from './words.ts';

interface HeaderProps {
  readonly progress: ReportProgress;
  readonly notice: string;
  readonly version: VersionChoice | undefined;
  /** Go releases the modules are built with. */
  readonly own: readonly string[];
  readonly selected: number;
  /** Selected rows that the filter hides. */
  readonly hidden: number;
  /** Findings with a safe fix in the selected rows. */
  readonly fixes: number;
  readonly onVersion: (version: VersionChoice | undefined) => void;
  readonly onFix: () => void;
  readonly onExport: (format: ExportFormat, to: 'file' | 'clipboard', all: boolean) => void;
}

/** Title, how far the workspace is read, the switch of Go versions and what can be done. */
export function HeaderView(props: HeaderProps): JSX.Element {
  const [isExporting, setExporting] = useState(false);
  const { progress, notice, selected, hidden, fixes, onFix } = props;
  const said = notice === '' ? describeProgress(progress) : notice;
  return (
    <header class="header">
      <h1>Site report</h1>
      <p class="said" role="status">
        {said}
      </p>
      <VersionSelect {...props} />
      <button
        type="button"
        aria-expanded={isExporting}
        aria-controls="exports"
        onClick={() => {
          setExporting(!isExporting);
        }}
      >
        Export
      </button>
      {selected > 0 && (
        <p class="selected">
          {formatCount(selected)} selected
          {hidden > 0 && `, ${formatCount(hidden)} hidden by the filter`}
          {fixes === 0 && ', none with a safe fix'}
        </p>
      )}
      <button type="button" class="main" disabled={fixes === 0} onClick={onFix}>
        {fixes === 0 ? 'Fix selected…' : fixes === 1 ? 'Make 1 fix…' : `Make ${formatCount(fixes)} fixes…`}
      </button>
      <Exports isOpen={isExporting} onExport={props.onExport} />
      {progress.state === 'scanning' && (
        <progress
          aria-label="Reading the workspace"
          value={progress.done}
          max={Math.max(1, progress.directories)}
        />
      )}
    </header>
  );
}

function VersionSelect({ version, own, onVersion }: HeaderProps): JSX.Element {
  return (
    <label class="version">
      If built with
      <select
        value={version?.id ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onVersion(VERSIONS.find(({ id }) => id === value));
        }}
      >
        <option value="">{own.length === 0 ? 'as it is' : `as it is (Go ${own.join(', ')})`}</option>
        {VERSIONS.map(({ id, label, layout }) => (
          <option key={id} value={id}>
            {`Go ${label} · ${layout === 'classic' ? 'buckets' : 'Swiss'}`}
          </option>
        ))}
      </select>
    </label>
  );
}

function Exports({
  isOpen,
  onExport,
}: Pick<HeaderProps, 'onExport'> & { readonly isOpen: boolean }): JSX.Element {
  const [all, setAll] = useState(false);
  const button = (text: string, format: ExportFormat, to: 'file' | 'clipboard'): JSX.Element => (
    <button
      type="button"
      onClick={() => {
        onExport(format, to, all);
      }}
    >
      {text}
    </button>
  );
  return (
    <div class="exports" id="exports" role="group" aria-label="Export" hidden={!isOpen}>
      <label>
        <input
          type="checkbox"
          checked={all}
          onChange={(event) => {
            setAll(event.currentTarget.checked);
          }}
        />
        all rows, not only those shown
      </label>
      {button('Markdown…', 'markdown', 'file')}
      {button('CSV…', 'csv', 'file')}
      {button('SARIF…', 'sarif', 'file')}
      {button('Copy as Markdown', 'markdown', 'clipboard')}
    </div>
  );
}

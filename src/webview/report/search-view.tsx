import type { JSX, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { MAX_FILTER } from '../../protocol/report-view.ts';

interface SearchProps {
  readonly filter: string;
  /** What of the filter was not understood. */
  readonly problems: readonly string[];
  /** How many rows are shown. */
  readonly shown: string;
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onFilter: (filter: string) => void;
  /** To the table. */
  readonly onDown: () => void;
}

/** Milliseconds without a change before it is told: a reader of the screen is not to hear of every letter. */
const QUIET = 500;

const EXAMPLES: readonly (readonly [term: string, meaning: string])[] = [
  [
    'users hot',
    'words that occur in the place, name, type, function, owner or rules; hot and cold mean the heat',
  ],
  ['"map[string]int"', 'a text with signs or blanks in it'],
  ['rule:capacity', 'a finding of a rule whose id contains this; also package: file: type: name:'],
  ['heat:hot|plain', 'one of several'],
  ['owner:field', 'held by a field; also local, parameter, package or none'],
  ['fixable:yes', 'has a safe fix'],
  ['bytes>10kB', 'also saved, growths, allocations, entries (where the code shows them) and findings'],
  ['-test', 'not this; stands before any term'],
];

/** The filter, what was wrong with it, and help. */
export function SearchView(props: SearchProps): JSX.Element {
  const { filter, problems, shown, input, onFilter, onDown } = props;
  const [isHelpOpen, setHelpOpen] = useState(false);
  const told = useQuietly(shown);
  return (
    <div class="search">
      <input
        ref={input}
        type="search"
        placeholder="Filter: words, rule:, package:, bytes>10kB …"
        aria-label="Filter"
        aria-describedby={problems.length > 0 ? 'filter-problems' : undefined}
        aria-invalid={problems.length > 0}
        autocomplete="off"
        spellcheck={false}
        maxLength={MAX_FILTER}
        value={filter}
        onInput={(event) => {
          onFilter(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') onDown();
          else if (event.key === 'Escape' && filter !== '') onFilter('');
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <button
        type="button"
        class="link quiet"
        aria-expanded={isHelpOpen}
        aria-controls="filter-help"
        onClick={() => {
          setHelpOpen(!isHelpOpen);
        }}
      >
        {isHelpOpen ? 'Hide help' : 'Help'}
      </button>
      <span class="note">{shown}</span>
      <span class="unseen" role="status">
        {told}
      </span>
      <div class="problems" id="filter-problems" role="alert" hidden={problems.length === 0}>
        {problems.map((problem) => (
          <p key={problem}>{problem}</p>
        ))}
      </div>
      <dl class="help" id="filter-help" hidden={!isHelpOpen}>
        {EXAMPLES.map(([term, meaning]) => (
          <div key={term}>
            <dt>
              <code>{term}</code>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A text once it has stayed for a while. */
function useQuietly(text: string): string {
  const [told, setTold] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setTold(text);
    }, QUIET);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return told;
}

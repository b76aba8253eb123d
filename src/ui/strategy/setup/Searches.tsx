import { useId } from 'react';
import { counted } from '#core/counted.ts';
import {
  MOST_SEARCHES,
  rowsOfSearch,
  SEARCH_METHODS,
  type SearchConfig,
  type SearchMethod,
  type SearchSetting,
} from '#core/strategy/search.ts';
import { intervalsOf, type StrategyConfig } from '#core/strategy/strategy-config.ts';
import { MOST_NAME } from '#core/strategy/strategy-fields.ts';
import { withRow } from '#store/strategy/rows.ts';
import { withMethod, withNewSearch, withSearch } from '#store/strategy/searches.ts';
import { paceWords } from '#store/words/search-words.ts';
import setup from '../../setup/Setup.module.css';
import { TextField } from '../../setup/TextField.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { AmongSeats } from './Among.tsx';
import { NumberLine } from './NumberLine.tsx';
import { ProblemWords } from './ProblemWords.tsx';
import styles from './RowList.module.css';
import { SteererChoice } from './SteererChoice.tsx';

const NONE = [] as const;

/** Choice of the search that steers a row. */
export const SearchChoice = ({
  at,
  search,
  searches,
}: {
  readonly at: number;
  readonly search: string;
  readonly searches: readonly SearchConfig[];
}) => (
  <SteererChoice
    label="Search"
    chosen={search}
    all={searches}
    most={MOST_SEARCHES}
    words={WHAT_A_SEARCH_DOES}
    own="A search of its own"
    edit={`search ${at}`}
    onChoose={(config, name) => withRow(config, at, { steering: { kind: 'search', search: name } })}
    onOwn={(config, catalog) => withNewSearch(config, at, catalog)}
  />
);

const WHAT_A_SEARCH_DOES =
  'A searcher tries recipes on all rows of its search, judges them by mAP on the validation images, and copies classifiers or begins new ones. Each row trains in every interval, so the rows together see no more images than as many fixed recipes; the one classifier it chooses at the end is its result. A trial’s schedule runs over the most training that the method gives one, and a row that waits trains on. How it searches is set below, under Searches.';

/** The searches of the set-up, each folded: by which method, and among what. */
export function SearchList({ draft }: { readonly draft: StrategyConfig }) {
  const { searches = NONE } = draft;
  if (searches.length === 0) return null;
  return (
    <>
      <div className={styles['head']}>
        <h3>Searches</h3>
      </div>
      {searches.map((search, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a search has no other identity; its name may be typed twice.
        <Search key={at} search={search} at={at} draft={draft} />
      ))}
    </>
  );
}

const METHODS = Object.entries(SEARCH_METHODS) as [
  SearchMethod,
  (typeof SEARCH_METHODS)[SearchMethod],
][];

/** Labels of the settings; their meaning depends on the method. */
const LABELS: Readonly<Record<SearchSetting, (method: SearchMethod) => string>> = {
  every: (method) => {
    if (method === 'pbt' || method === 'pb2') return 'Intervals of a round';
    return method === 'tpe' ? 'Intervals of a trial' : 'Intervals of the first rung';
  },
  oneIn: (method) =>
    method === 'pbt' || method === 'pb2'
      ? 'Taken over: the lowest of every …'
      : 'Goes on: the best of every …',
};

function Search({
  search,
  at,
  draft: { rows, training },
}: {
  readonly search: SearchConfig;
  readonly at: number;
  readonly draft: StrategyConfig;
}) {
  const lab = useStrategy();
  const id = useId();
  const path = `searches.${at}`;
  const problem = useStrategyState(({ problems }) =>
    problems.find((each) => each.path.startsWith(path)),
  );
  const set = (part: Partial<SearchConfig>) =>
    lab.change(`search ${at}`, (config) => withSearch(config, at, part));
  const { label, source, settings } = SEARCH_METHODS[search.method];
  const pace = paceWords(search, intervalsOf(training));
  return (
    <details className={styles['row']} data-field={path}>
      <summary>
        <span className={styles['name']}>{search.name}</span>
        <span className={problem ? setup['groupWrong'] : setup['groupSummary']}>
          {problem
            ? 'problem'
            : `${label} · ${counted(rowsOfSearch(rows, search.name).length, 'row')}`}
        </span>
      </summary>
      <div className={styles['body']}>
        <div id={`${id}-words`}>
          <ProblemWords problem={problem} />
        </div>
        <div className={styles['line']}>
          <label htmlFor={`${id}-name`}>Name</label>
          <TextField
            id={`${id}-name`}
            text={search.name}
            invalid={problem?.path === `${path}.name`}
            inputMode="text"
            read={(text) => text.slice(0, MOST_NAME).trim()}
            onCommit={(name) => set({ name })}
          />
        </div>
        <div className={styles['turn']}>
          <label htmlFor={`${id}-method`}>How it searches</label>
          <select
            id={`${id}-method`}
            className={setup['input']}
            value={search.method}
            onChange={(event) =>
              lab.change(`search ${at}`, (config) =>
                withMethod(config, at, event.target.value as SearchMethod),
              )
            }
          >
            {METHODS.map(([method, entry]) => (
              <option key={method} value={method}>
                {entry.label}
              </option>
            ))}
          </select>
          <p className={styles['source']}>{source}</p>
        </div>
        {settings.map((setting: SearchSetting) => (
          <NumberLine
            key={setting}
            label={LABELS[setting](search.method)}
            value={search.settings[setting] as number} // one that the method has
            invalid={problem?.path === `${path}.settings.${setting}`}
            describedBy={`${id}-words`}
            onSet={(value) => set({ settings: { ...search.settings, [setting]: value } })}
          />
        ))}
        {pace && <p className={styles['source']}>{pace}</p>}
        <AmongSeats among={search.among} onSet={(among) => set({ among })} />
      </div>
    </details>
  );
}

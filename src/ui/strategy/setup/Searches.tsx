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
import type { StrategyConfig } from '#core/strategy/strategy-config.ts';
import { MOST_NAME } from '#core/strategy/strategy-fields.ts';
import { readNumber } from '#store/set-up/typed-number.ts';
import { withoutIdle, withRow } from '#store/strategy/rows.ts';
import { withMethod, withNewSearch, withSearch } from '#store/strategy/searches.ts';
import { Button } from '../../parts/Button.tsx';
import setup from '../../setup/Setup.module.css';
import { TextField } from '../../setup/TextField.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';
import { Among } from './Among.tsx';
import styles from './RowList.module.css';

const NONE = [] as const;

/** Which search steers a row. */
export function SearchChoice({
  at,
  search,
  searches,
}: {
  readonly at: number;
  readonly search: string;
  readonly searches: readonly SearchConfig[];
}) {
  const lab = useStrategy();
  const id = useId();
  return (
    <div className={styles['turn']}>
      <label htmlFor={id}>Search</label>
      <select
        id={id}
        className={setup['input']}
        value={search}
        onChange={(event) =>
          lab.change(`search ${at}`, (config) =>
            withoutIdle(
              withRow(config, at, { steering: { kind: 'search', search: event.target.value } }),
            ),
          )
        }
      >
        {searches.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <p className={styles['source']}>
        A searcher tries recipes on all rows of its search, judges them by mAP on the validation
        images, and copies classifiers or begins new ones. Each row trains in every interval, so the
        rows together see no more images than as many fixed recipes; the one classifier it chooses
        at the end is its result. A trial’s schedule runs over the most training that the method
        gives one, and a row that waits trains on. How it searches is set below, under Searches.
      </p>
      <Button
        disabled={searches.length >= MOST_SEARCHES}
        onClick={() =>
          lab.change(`search ${at}`, (config) => {
            const { catalog } = lab.store.getState();
            return catalog ? withoutIdle(withNewSearch(config, at, catalog)) : config;
          })
        }
      >
        A search of its own
      </Button>
    </div>
  );
}

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
        <Search key={at} search={search} at={at} rows={draft.rows} />
      ))}
    </>
  );
}

const METHODS = Object.entries(SEARCH_METHODS) as [
  SearchMethod,
  (typeof SEARCH_METHODS)[SearchMethod],
][];

/** As the settings are asked for; what is meant depends on the method. */
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
  rows,
}: {
  readonly search: SearchConfig;
  readonly at: number;
  readonly rows: StrategyConfig['rows'];
}) {
  const lab = useStrategy();
  const id = useId();
  const seats = useStrategyState(({ catalog }) => catalog?.seats ?? NONE);
  const path = `searches.${at}`;
  const problem = useStrategyState(({ problems }) =>
    problems.find((each) => each.path.startsWith(path)),
  );
  const set = (part: Partial<SearchConfig>) =>
    lab.change(`search ${at}`, (config) => withSearch(config, at, part));
  const { label, source, settings } = SEARCH_METHODS[search.method];
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
          {problem && (
            <p role="alert" className={setup['problem']}>
              {problem.message.replace(problem.path, 'This')}
            </p>
          )}
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
          <div key={setting} className={styles['line']}>
            <label htmlFor={`${id}-${setting}`}>{LABELS[setting](search.method)}</label>
            <TextField
              id={`${id}-${setting}`}
              text={String(search.settings[setting])}
              invalid={problem?.path === `${path}.settings.${setting}`}
              describedBy={`${id}-words`}
              inputMode="numeric"
              read={(text) => readNumber(text, true)}
              // A text that is no number stays until it is corrected: the parser reports it.
              onCommit={(value) =>
                set({ settings: { ...search.settings, [setting]: value as number } })
              }
            />
          </div>
        ))}
        {seats.map((seat) => (
          <Among
            key={seat.id}
            seat={seat}
            among={search.among[seat.id]}
            onSet={(among) => set({ among: { ...search.among, [seat.id]: among } })}
          />
        ))}
      </div>
    </details>
  );
}

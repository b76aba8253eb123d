import { useState } from 'react';
import { bestOf, titleOf } from '#archive/run-record.ts';
import { counted } from '#core/counted.ts';
import { keepResults, linksIn, resultsOf } from '#store/library/results.ts';
import { writeFailure } from '#store/library/storage-words.ts';
import { strategyCatalogOf } from '#store/strategy/open-kept.ts';
import { bestWords, type StrategyOutcome } from '#store/strategy/outcomes.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { addressOf } from '../compare/compared-ids.ts';
import { Button } from '../parts/Button.tsx';
import { Icon } from '../parts/Icon.tsx';
import { useLabState, useOpenStrategy } from '../shell/lab-context.ts';
import styles from './Library.module.css';
import { useLibrary } from './library-context.ts';
import { Sparkline } from './Sparkline.tsx';
import { useResults } from './use-results.ts';

/** Results that came by links, many at once: kept and compared without running them. */
export function Results() {
  const library = useLibrary();
  const catalog = useLabState((state) => state.catalog);
  const openStrategy = useOpenStrategy();
  const results = useResults();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<readonly string[]>([]);
  const shelf = resultsOf(library);
  const remove = (id: string) =>
    shelf
      .delete(id)
      .catch((error: unknown) => setOutcome([writeFailure('It was not deleted', error)]));

  const keep = async () => {
    if (!catalog) return;
    const links = linksIn(text);
    const strategyCatalog = async () => strategyCatalogOf(await openStrategy());
    const { kept, refused } = await keepResults(library, catalog, links, strategyCatalog);
    setOutcome([
      links.length === 0
        ? 'There is no link to a run in this text.'
        : `${kept} of ${counted(links.length, 'result')} kept.`,
      ...refused,
    ]);
    if (refused.length === 0 && kept > 0) setText('');
  };
  return (
    <section aria-label="Results of links" className={styles['results']}>
      <h2>Results of links</h2>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <label>
          Links with results, one a line; a name may stand before each
          <textarea rows={3} value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <Button type="submit" look="outlined" disabled={text.trim() === '' || catalog === null}>
          Keep the results
        </Button>
        {results.length > 1 && (
          <a href={addressOf(results.map(({ kept }) => kept.id))}>Compare them all</a>
        )}
      </form>
      <div role="status" className={styles['faint']}>
        {outcome.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <ul className={styles['resultList']}>
        {results.map(({ kept, curve }) => {
          const title = curve
            ? titleOf(curve.record, catalog)
            : kept.name || (kept.strategy ? 'A strategy result' : 'A result');
          return (
            <li key={kept.id}>
              {curve && <Sparkline values={curve.record.best} />}
              <p>
                <strong>{title}</strong>{' '}
                <span className={styles['faint']}>
                  {kept.strategy && strategyWords(kept.strategy)}
                  {curve &&
                    `${kept.name === '' ? '' : `${titleOf({ ...curve.record, name: '' }, catalog)} · `}${counted(curve.record.generations, 'generation')} · highest fitness ${shortNumber(bestOf(curve.record))} · engine ${curve.record.engine}, not verified`}
                  {!curve && !kept.strategy && 'cannot be read by this version of the page'}
                </span>
              </p>
              <a href={kept.link}>Open</a>
              <a href={addressOf([kept.id])}>Compare</a>
              <Button square aria-label={`Delete ${title}`} onClick={() => void remove(kept.id)}>
                <Icon name="close" />
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const strategyWords = (outcome: StrategyOutcome): string =>
  `${counted(outcome.rows.length, 'classifier')} · seed ${outcome.seed} · ${counted(outcome.intervals, 'interval')} · ${bestWords(outcome)} · engine ${outcome.engine}, not verified`;

import { compareStrategies, strategyVerdictWords } from '#archive/strategy-verify.ts';
import { exactnessWords } from '#archive/verify-words.ts';
import { counted } from '#core/counted.ts';
import { percent } from '#core/percent.ts';
import { isSame } from '#store/strategy/set-up.ts';
import { isUnderWay } from '#store/strategy/strategy-state.ts';
import styles from '../../share/LinkBanners.module.css';
import { ResultActions, VerdictWords } from '../../share/Verify.tsx';
import { useStrategy, useStrategyState } from '../strategy-context.ts';

/** The sender's result, the verdict on the run here beside it, and the way to compare. */
export function SenderCard() {
  const lab = useStrategy();
  const reference = useStrategyState((state) => state.reference);
  const intervals = useStrategyState((state) => state.intervals);
  const finished = useStrategyState((state) => state.finished);
  const underWay = useStrategyState(({ status }) => isUnderWay(status));
  const isSenders = useStrategyState(
    ({ config, reference: sent }) => config !== null && isSame(config, sent?.config),
  );
  // The run that is compared may be a kept one of another version.
  const engine = useStrategyState(({ catalog, runEngine }) =>
    isSenders ? runEngine : (catalog?.engine ?? ''),
  );
  const device = useStrategyState(({ started }) => started?.device.kind ?? 'wasm');
  if (!reference) return null;
  const { digest, config } = reference;
  const comparison = isSenders ? compareStrategies(digest, intervals, finished) : null;
  const isChecking = isSenders && underWay;
  const caution = exactnessWords(digest, { engine, device });
  const best = digest.mAP.reduce<number>(
    (at, share, row) => ((share ?? -1) > (digest.mAP[at] ?? -1) ? row : at),
    0,
  );
  return (
    <section aria-label="The sender’s result" className={styles['banner']}>
      <div className={styles['words']}>
        <p>
          The link holds a result: {counted(digest.fingerprints.length, 'interval')}, and “
          {config.rows[best]?.name}” came furthest, with {percent(digest.mAP[best])} mAP on the{' '}
          {digest.tested ? 'test' : 'validation'} images.
        </p>
        <p role="status">
          {comparison?.verdict && (
            <VerdictWords
              verdict={comparison.verdict}
              words={strategyVerdictWords(comparison, !underWay)}
            />
          )}
        </p>
        {caution && <p className={styles['soft']}>{caution}</p>}
      </div>
      <ResultActions isVerified={Boolean(comparison?.verdict)} isChecking={isChecking} lab={lab} />
    </section>
  );
}

import { useMemo } from 'react';
import { hasChangedDevice } from '#archive/marks.ts';
import { compare } from '#archive/verify.ts';
import { exactnessWords, verdictWords } from '#archive/verify-words.ts';
import { counted } from '#core/counted.ts';
import { bestOfDigest } from '#protocol/digest.ts';
import { isUnderWay } from '#store/lab/run-state.ts';
import { runsReference } from '#store/share/link-flow.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { useHistory, useLab, useLabState } from '../shell/lab-context.ts';
import { KeepResult } from './KeepResult.tsx';
import styles from './LinkBanners.module.css';
import { ResultActions, VerdictWords } from './Verify.tsx';

/** The sender's result, the verdict on the run here beside it, and the way to compare. */
export function ReferenceCard() {
  const lab = useLab();
  const { history, version } = useHistory();
  const reference = useLabState((state) => state.reference);
  const engine = useLabState((state) => state.runEngine ?? state.catalog?.engine ?? '');
  const device = useLabState((state) => (hasChangedDevice(state) ? 'webgpu' : state.device?.kind));
  const isSenders = useLabState(runsReference);
  const underWay = useLabState((state) => isUnderWay(state.status));
  const isOver = useLabState((state) => state.status.kind === 'finished');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the summaries have grown.
  const comparison = useMemo(
    () => (reference && isSenders ? compare(reference.digest, history?.summaries ?? []) : null),
    [reference, isSenders, history, version],
  );
  if (!reference) return null;
  const { digest } = reference;
  const count = digest.generations.length;
  const caution = exactnessWords(digest, { engine, device: device ?? 'wasm' });
  const isChecking = comparison !== null && comparison.compared < comparison.sent && underWay;
  return (
    <section className={styles['banner']} aria-label="Result in the link">
      <div className={styles['words']}>
        <p>
          <strong>This link holds a result:</strong> {counted(count, 'generation')}, highest fitness{' '}
          {shortNumber(bestOfDigest(digest))}
          {digest.edits.length > 0 &&
            `, with ${counted(digest.edits.length, 'change')} made while it ran`}
          . Its curve is the dashed outline in the fitness chart.
        </p>
        <p data-testid="verdict">
          {comparison?.verdict ? (
            <VerdictWords verdict={comparison.verdict} words={verdictWords(comparison, isOver)} />
          ) : (
            <span className={styles['soft']}>
              {isSenders
                ? 'The run is being made again. The first generation will tell.'
                : 'Verify makes the run again and compares it, generation by generation.'}
            </span>
          )}
        </p>
        <span role="status" className="visually-hidden">
          {comparison && !isChecking && verdictWords(comparison, isOver)}
        </span>
        {caution && <p className={styles['soft']}>{caution}</p>}
      </div>
      <ResultActions isVerified={Boolean(comparison?.verdict)} isChecking={isChecking} lab={lab}>
        <KeepResult reference={reference} />
      </ResultActions>
    </section>
  );
}

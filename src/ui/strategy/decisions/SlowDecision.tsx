import { useMemo } from 'react';
import { Steps } from '../../slow-motion/Steps.tsx';
import type { StrategySource } from '../charts/source.ts';
import { Bars } from './Bars.tsx';
import styles from './Decisions.module.css';
import type { RowDecision } from './decision.ts';
import type { LookedAt } from './looked-at.ts';
import { slowSteps } from './slow-steps.ts';

/** One decision step by step: perceive, decide, execute, evaluate, learn. */
export function SlowDecision({
  source,
  looked,
  decision,
}: {
  readonly source: StrategySource;
  readonly looked: LookedAt;
  readonly decision: RowDecision;
}) {
  const steps = useMemo(() => slowSteps(source, looked, decision), [source, looked, decision]);
  return (
    <Steps captions={steps.map(({ name, caption }) => `${name}: ${caption}`)}>
      {(at) => (
        <>
          <ol className={styles['moments']} aria-label="Moments of a decision">
            {steps.map(({ name }, i) => (
              <li key={name} aria-current={i === at ? 'step' : undefined}>
                {name}
              </li>
            ))}
          </ol>
          <div className={styles['why']} data-parts={steps[at]?.parts.length}>
            {steps[at]?.parts.map((part) => (
              <Bars key={part.title} {...part} />
            ))}
          </div>
        </>
      )}
    </Steps>
  );
}

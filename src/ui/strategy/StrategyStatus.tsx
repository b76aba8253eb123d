import { useState } from 'react';
import { useStrategyState } from './strategy-context.ts';

/** One sentence on where the lab stands, for screen readers. */
export function StrategyStatus() {
  const words = useStrategyState(({ status, intervals }) => {
    const done = intervals.length;
    switch (status.kind) {
      case 'loading':
        return 'The engine is loading.';
      case 'running':
        if (done === 0) return 'The run has begun.';
        return done % 5 === 0 ? `Interval ${done} is over.` : null;
      case 'paused':
        return `Paused after interval ${done}.`;
      case 'finished':
        return `The run is over after ${done} intervals.`;
      default:
        return status.kind === 'idle' ? 'Ready.' : null;
    }
  });
  const [said, setSaid] = useState('');
  if (words !== null && words !== said) setSaid(words);
  return (
    <p role="status" className="visually-hidden">
      {said}
    </p>
  );
}

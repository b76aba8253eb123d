import type { ShownRun } from './shown-run.ts';
import { DataStage } from './stage/DataStage.tsx';
import { LookStage } from './stage/LookStage.tsx';
import { useStrategy, useStrategyState } from './strategy-context.ts';

/** Stage of the strategy lab: before a run the images that are set up, then how a classifier sees them. */
export function StrategyStage({ shown }: { readonly shown: ShownRun | null }) {
  const lab = useStrategy();
  const draft = useStrategyState((state) => state.draft);
  const preview = useStrategyState((state) => state.preview);
  const looked = useStrategyState((state) => state.looked);
  const isHere = useStrategyState(({ ownHere }) => ownHere?.here !== false);
  // A run that came back from the library has its figures, but no classifiers.
  const lives = useStrategyState(({ progress }) => progress !== null);
  const step = useStrategyState(({ progress }) => progress?.step ?? 0);
  if (!draft) return null;
  if (shown?.started && !shown.isRecorded && lives)
    return (
      <LookStage
        started={shown.started}
        step={step}
        isOver={shown.finished !== null}
        looked={looked}
        onLook={lab.look}
      />
    );
  return (
    <DataStage
      data={draft.data}
      seed={draft.seed}
      preview={preview}
      isHere={isHere}
      onAsk={lab.preview}
      onSet={lab.setFields}
    />
  );
}

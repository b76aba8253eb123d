import { use, useState } from 'react';
import { type Control, controlConfig } from '#store/compare/control-run.ts';
import { failureWords } from '#store/words/failure-words.ts';
import { setChartSetting } from '../charts/frame/use-chart-settings.ts';
import { useLibrary } from '../library/library-context.ts';
import { Button } from '../parts/Button.tsx';
import { OpenEngineContext, useLab, useLabState } from '../shell/lab-context.ts';

/** Runs the same with less of evolution, beside the run shown, and leads to where both are compared. */
export function ControlRuns() {
  return (
    <>
      <ControlRun control="off" words="Run it without evolution" />
      <ControlRun control="selection" words="Run it with selection only" />
    </>
  );
}

function ControlRun({ control, words }: { readonly control: Control; readonly words: string }) {
  const lab = useLab();
  const library = useLibrary();
  const openEngine = use(OpenEngineContext);
  const [busy, setBusy] = useState(false);
  const isOffered = useLabState((state) => controlConfig(state, control) !== null);
  if (!openEngine || !isOffered) return null;
  const run = async () => {
    const state = lab.store.getState();
    const config = controlConfig(state, control);
    if (!config || state.runId === null) return;
    const { runQueueOf } = await import('../compare/run-queue-of.ts');
    const added = runQueueOf(openEngine, library).add([config], state.runPreset);
    const ids = [state.runId, ...added];
    setChartSetting('comparedRuns', ids);
    location.hash = `#/compare?r=${ids.join(',')}`;
  };
  return (
    <Button
      look="outlined"
      disabled={busy}
      title="A control: the same seed and settings, beside this run, which goes on. Both are then compared"
      onClick={() => {
        setBusy(true);
        run()
          .catch((error: unknown) => lab.notify(failureWords('The control was not begun', error)))
          .finally(() => setBusy(false));
      }}
    >
      {words}
    </Button>
  );
}

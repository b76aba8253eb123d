import { generationNumber } from '#core/generation-number.ts';
import { seenOf, useShownWindow } from '../../genealogy/shown-window.ts';
import { Button } from '../../parts/Button.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { useLabState } from '../../shell/lab-context.ts';

/** Says in words which generations a chart shows; '' for the whole run. */
export function useShownWords(): string {
  const window = useShownWindow((shown) => shown.window);
  const generations = useLabState((state) => state.generations);
  if (!window) return '';
  const [from, to] = seenOf(window, generations);
  return `generations ${generationNumber(from)} to ${generationNumber(to)}`;
}

/** The way back from the generations that the genealogy was zoomed to. */
export function WholeRun({ words }: { readonly words: string }) {
  return (
    <Button
      look="outlined"
      title={`The charts show ${words}, as the genealogy does`}
      onClick={() => useShownWindow.getState().showWhole()}
    >
      <Icon name="fit" />
      Whole run
    </Button>
  );
}

import { generationNumber } from '#core/generation-number.ts';
import type { Cell, History } from '#store/history/history.ts';
import { isTested } from '#store/history/newborn.ts';
import { shortNumber } from '#store/words/mutation-words.ts';
import { BottomSheet } from '../parts/BottomSheet.tsx';
import { useInspectedCell } from '../shell/focus-cell.ts';
import { useHistory } from '../shell/lab-context.ts';
import type { SheetProps } from '../shell/sheet-height.ts';
import { InspectorCards } from './Inspector.tsx';

/** The inspector on a phone: who is looked at is always said, the rest slides up over the page. */
export function InspectorSheet({ height, onChange }: SheetProps) {
  const { history } = useHistory();
  const cell = useInspectedCell();
  const summary =
    history && cell
      ? `Agent ${cell.agent} · generation ${generationNumber(cell.generation)} · ${outcome(history, cell)}`
      : 'Agent';
  return (
    <BottomSheet label="Agent" summary={summary} height={height} onChange={onChange}>
      <InspectorCards />
    </BottomSheet>
  );
}

function outcome(history: History, cell: Cell): string {
  if (!isTested(history, cell)) return 'in training';
  return cell.diverged ? 'diverged' : shortNumber(cell.fitness);
}

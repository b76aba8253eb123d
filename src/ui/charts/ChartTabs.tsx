import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import styles from './Charts.module.css';
import { useSwipe } from './swipe.ts';

/** The parts of a chart that its tab needs. */
interface Tabbed {
  readonly id: string;
  readonly label: string;
}

interface TabsProps<T extends Tabbed> {
  /** Name of the list of tabs. */
  readonly name: string;
  /** Ids of tabs and of their panel begin with it. */
  readonly id: string;
  readonly charts: readonly T[];
  readonly chosen: T;
  readonly onChoose: (id: string) => void;
}

/** Charts one at a time, each behind a tab; a finger goes from one to the next. */
export function ChartTabs<T extends Tabbed>({
  children,
  ...tabs
}: TabsProps<T> & { readonly children: (chart: T) => ReactNode }) {
  const { id, charts, chosen, onChoose } = tabs;
  // The tab turns at once, and its chart is drawn piece by piece.
  const shown = useDeferredValue(chosen);
  const [swiped, setSwiped] = useState<{ readonly to: T; readonly direction: -1 | 1 }>();
  const swipe = useSwipe((direction) => {
    const to = charts[charts.indexOf(chosen) + direction];
    if (!to) return;
    setSwiped({ to, direction });
    onChoose(to.id);
  });
  return (
    <>
      <Tabs {...tabs} />
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${shown.id}`}
        className={styles['swiped']}
        {...swipe}
      >
        <div key={shown.id} data-from={swiped?.to === shown ? swiped.direction : undefined}>
          {children(shown)}
        </div>
      </div>
    </>
  );
}

/** Width of the next tab that stays in sight beside the chosen one, px, as a sign that there are more. */
const BESIDE = 32;

function Tabs<T extends Tabbed>({ name, id: prefix, charts, chosen, onChoose }: TabsProps<T>) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const at = charts.indexOf(chosen);
    const moves: Record<string, number> = {
      ArrowLeft: (at - 1 + charts.length) % charts.length,
      ArrowRight: (at + 1) % charts.length,
      Home: 0,
      End: charts.length - 1,
    };
    const to = charts[moves[event.key] ?? -1];
    if (!to) return;
    event.preventDefault();
    onChoose(to.id);
    event.currentTarget.querySelector<HTMLElement>(`#${prefix}-tab-${to.id}`)?.focus();
  };
  const list = useRef<HTMLDivElement>(null);
  // A tab that is chosen is seen, without moving the page.
  useLayoutEffect(() => {
    const tab = list.current?.querySelector(`#${prefix}-tab-${chosen.id}`)?.getBoundingClientRect();
    const room = list.current?.getBoundingClientRect();
    if (!list.current || !tab || !room) return;
    const before = room.left + BESIDE - tab.left;
    const after = tab.right - (room.right - BESIDE);
    if (before > 0) list.current.scrollLeft -= before;
    else if (after > 0) list.current.scrollLeft += after;
  }, [prefix, chosen]);
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={name}
      className={styles['tabs']}
      onKeyDown={onKeyDown}
    >
      {charts.map(({ id, label }) => (
        <button
          key={id}
          id={`${prefix}-tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === chosen.id}
          aria-controls={`${prefix}-panel`}
          tabIndex={id === chosen.id ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';
import styles from './Menu.module.css';

export interface MenuItem {
  readonly label: string;
  readonly disabled?: boolean;
  /** Set: the item is a switch that is on or off. */
  readonly checked?: boolean;
  readonly onChoose: () => void;
}

/** A button that opens a list of things to do. Arrow keys move, Escape closes. */
export function Menu({
  label,
  icon,
  items,
  note,
}: {
  readonly label: string;
  readonly icon: IconName;
  readonly items: readonly MenuItem[];
  /** Note under the items. */
  readonly note?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const ref = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    ref.current?.querySelector('[role=menu]')?.scrollIntoView({ block: 'nearest' });
    focusables(ref.current)[0]?.focus();
    const onPointerDown = ({ target }: PointerEvent) => {
      if (target instanceof Node && !ref.current?.contains(target)) setOpen(false);
    };
    addEventListener('pointerdown', onPointerDown);
    return () => removeEventListener('pointerdown', onPointerDown);
  }, [open]);

  const close = () => {
    setOpen(false);
    ref.current?.querySelector('button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const items = focusables(ref.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const moves: Record<string, number> = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) items[to]?.focus();
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the menu inside come by here.
    <div
      ref={ref}
      className={styles['menu']}
      onKeyDown={onKeyDown}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget && !ref.current?.contains(relatedTarget)) setOpen(false);
      }}
    >
      <Button
        square
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon name={icon} />
      </Button>
      {open && (
        <div id={id} role="menu" aria-label={label} className={styles['list']}>
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              {...roleOf(item)}
              tabIndex={-1}
              disabled={item.disabled}
              className={styles['item']}
              onClick={() => {
                item.onChoose();
                if (item.checked === undefined) close();
              }}
            >
              <span aria-hidden="true">{item.checked ? '✓' : ''}</span>
              {item.label}
            </button>
          ))}
          {note && <p className={styles['note']}>{note}</p>}
        </div>
      )}
    </div>
  );
}

const roleOf = ({ checked }: MenuItem) =>
  checked === undefined
    ? { role: 'menuitem' as const }
    : { role: 'menuitemcheckbox' as const, 'aria-checked': checked };

const focusables = (element: HTMLElement | null): HTMLElement[] =>
  Array.from(element?.querySelectorAll<HTMLElement>('[role^=menuitem]:not(:disabled)') ?? []);

import { useEffect, useRef } from 'react';

const FIELDS = 'textarea, input:not([type=checkbox], [type=radio], [type=range])';

/** Calls back on Escape, wherever the focus is; in a dialog, a menu or a field that is typed in, the key is theirs. */
export function useEscape(active: boolean, onEscape: () => void): void {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  });
  useEffect(() => {
    if (!active) return;
    const onKeyDown = ({ key, target }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      if (target instanceof Element && (target.matches(FIELDS) || target.closest('dialog'))) return;
      latest.current();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [active]);
}

import { type RefObject, useEffect, useRef, useState } from 'react';

/** Tells whether an element is in view: one that is not need not be kept up to date. */
export function useVisible<T extends Element>(): [ref: RefObject<T | null>, visible: boolean] {
  const ref = useRef<T>(null);
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) =>
      setVisible(entry?.isIntersecting ?? false),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, visible];
}

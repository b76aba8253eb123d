import { useEffect, useRef, useState } from 'react';

/** A value that is passed on at most every `ms`; the last one always is. */
export function usePaced<T>(value: T, ms: number): T {
  const [passed, setPassed] = useState(value);
  const passedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const wait = Math.max(0, passedAt.current + ms - performance.now());
    const timer = setTimeout(() => {
      passedAt.current = performance.now();
      setPassed(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return passed;
}

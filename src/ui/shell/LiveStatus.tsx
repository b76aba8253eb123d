import { useEffect, useState } from 'react';
import { statusSentence } from '#store/words/status-words.ts';
import { useLab } from './lab-context.ts';

/** A screen reader hears of changes of status at once, of progress only now and then. */
const SPEAK_MS = 10_000;

export function LiveStatus() {
  const lab = useLab();
  const [sentence, setSentence] = useState('');
  useEffect(() => {
    let spoken = '';
    let spokenAt = 0;
    const speak = () => {
      const state = lab.store.getState();
      const now = performance.now();
      const standing = `${state.status.kind}${state.seeking ? ', seeking' : ''}`;
      if (standing === spoken && now - spokenAt < SPEAK_MS) return;
      spoken = standing;
      spokenAt = now;
      setSentence(statusSentence(state));
    };
    speak();
    return lab.store.subscribe(speak);
  }, [lab]);
  return (
    <div role="status" aria-live="polite" className="visually-hidden">
      {sentence}
    </div>
  );
}

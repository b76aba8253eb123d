import type { Scene } from '#core/scene.ts';

/** Behind by more than this, s, or than a step where that is longer, a stage does not catch up. */
const MOST_BEHIND = 0.25;
/** A picture that does not come within this, ms, is asked for again. */
const PATIENCE = 1000;

/** Pictures of a world asked for at its own pace, one at a time, and drawn as fast as the screen shows them. */
export function paceFrames({
  secondsPerStep,
  request,
  draw,
}: {
  readonly secondsPerStep: number;
  /** Asks for a picture so many steps further on. */
  readonly request: (steps: number) => void;
  readonly draw: (scene: Scene) => void;
}): {
  /** Takes the picture that was asked for. */
  take(scene: Scene): void;
  stop(): void;
} {
  const most = Math.max(MOST_BEHIND, secondsPerStep);
  let taken: Scene | null = null;
  let asked = 0;
  let shownAt = performance.now();
  let loop = requestAnimationFrame(function next(now) {
    loop = requestAnimationFrame(next);
    if (taken) {
      draw(taken);
      taken = null;
    }
    if (asked > 0 && now - asked < PATIENCE) return;
    const behind = Math.min((now - shownAt) / 1000, most);
    const steps = Math.floor(behind / secondsPerStep);
    if (steps < 1) return; // the screen's clock may lie before the start
    shownAt = behind === most ? now : shownAt + steps * secondsPerStep * 1000;
    asked = now;
    request(steps);
  });
  return {
    take(scene) {
      asked = 0;
      taken = scene;
    },
    stop: () => cancelAnimationFrame(loop),
  };
}

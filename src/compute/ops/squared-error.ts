import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/**
 * L = mean of (prediction − target)² over all elements, [1 × 1]; the target is held fixed. Its gradient with respect to
 * the prediction, 2 (prediction − target) / elements, [rows × width].
 */
export const squaredError =
  (writer: ProgramWriter) =>
  (prediction: Value, target: Value): { readonly gradient: Value; readonly loss: Value } => {
    const gradient = writer.value(prediction.rows, prediction.width);
    const loss = writer.value(1, 1);
    writer.push({
      kind: 'squaredError',
      lower(agent) {
        const { address, rows, width, stride } = agent.place(prediction);
        agent.expectShape(target, rows, width, 'the target of a prediction');
        agent.emit(
          'squaredError',
          address,
          agent.place(target).address,
          agent.place(gradient).address,
          rows,
          width,
          stride,
          agent.place(loss).address,
        );
      },
    });
    return { gradient, loss };
  };

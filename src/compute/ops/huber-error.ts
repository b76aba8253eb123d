import type { ProgramWriter } from '../program.ts';
import type { Scalar, Value } from '../value.ts';

/**
 * L = mean over all elements of e² where |e| ≤ δ, else of δ (2 |e| − δ), [1 × 1], e being prediction − target (Huber 1964,
 * twice over, so that it is the squared error near 0); the target is held fixed. Its gradient with respect to the
 * prediction, 2 e / elements, e kept in [−δ, δ], [rows × width].
 */
export const huberError =
  (writer: ProgramWriter) =>
  (
    prediction: Value,
    target: Value,
    delta: Scalar,
  ): { readonly gradient: Value; readonly loss: Value } => {
    const gradient = writer.value(prediction.rows, prediction.width);
    const loss = writer.value(1, 1);
    writer.push({
      kind: 'huberError',
      lower(agent) {
        const { address, rows, width, stride } = agent.place(prediction);
        agent.expectShape(target, rows, width, 'the target of a prediction');
        agent.emit(
          'huberError',
          address,
          agent.place(target).address,
          agent.place(gradient).address,
          rows,
          width,
          stride,
          agent.scalar(delta),
          agent.place(loss).address,
        );
      },
    });
    return { gradient, loss };
  };

import type { ProgramWriter } from '../program.ts';
import type { Value } from '../value.ts';

/** y = e^x / Σ e^x over each row, [rows × width]. */
export const softmax =
  (writer: ProgramWriter) =>
  (input: Value): Value => {
    const output = writer.value(input.rows, input.width);
    writer.push({
      kind: 'softmax',
      lower(agent) {
        const { address, rows, width, stride } = agent.place(input);
        agent.emit('softmaxForward', address, rows, width, stride, agent.place(output).address);
      },
    });
    return output;
  };

/** Gradient of softmax: from y = softmax(x) and dL/dy, both [rows × width], makes dL/dx = y (dL/dy − Σ y dL/dy). */
export const softmaxGradient =
  (writer: ProgramWriter) =>
  (output: Value, gradient: Value): Value => {
    const inputGradient = writer.value(output.rows, output.width);
    writer.push({
      kind: 'softmaxGradient',
      lower(agent) {
        const { address, rows, width, stride } = agent.place(output);
        agent.expectShape(gradient, rows, width, 'the gradient of a softmax');
        agent.emit(
          'softmaxBackward',
          address,
          agent.place(gradient).address,
          rows,
          width,
          stride,
          agent.place(inputGradient).address,
        );
      },
    });
    return inputGradient;
  };

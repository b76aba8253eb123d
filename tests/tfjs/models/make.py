"""
Made the models of this folder: Keras 3.15.1 with TensorFlow 2.21.0, and tensorflowjs 4.22.0. Each is a network of random
weights; `outputs.bin` is what Keras itself gives for the observations of `observations`, float32, row by row.

  pip install keras tensorflow-cpu tensorflowjs
  python make.py
  tensorflowjs_converter --input_format=keras --output_format=tfjs_layers_model cartpole.h5 cartpole
  tensorflowjs_converter --input_format=keras_keras --output_format=tfjs_layers_model pendulum.keras pendulum
"""

import os

import keras
import numpy as np

ROWS = 1000


def observations(width):
    """Numbers from -3 to 3, the same in every language: [ROWS x width]."""
    bits = [(i * 2654435761) % 2**32 for i in range(ROWS * width)]
    return np.array([6 * b / 2**32 - 3 for b in bits], "float32").reshape(ROWS, width)


def write(model, path, name):
    # Keras starts biases at 0 and gains at 1, which would hide one that is read wrongly.
    for layer in model.layers:
        weights = layer.get_weights()
        layer.set_weights([w + np.random.uniform(-0.3, 0.3, w.shape) for w in weights])
    model.save(path)
    os.makedirs(name, exist_ok=True)
    outputs = model(observations(model.input_shape[-1])).numpy()
    outputs.astype("<f4").tofile(f"{name}/outputs.bin")


keras.utils.set_random_seed(7)
dense = keras.layers.Dense

# A Q-network as most would write it: Sequential, and an HDF5 file.
cartpole = keras.Sequential(
    [keras.Input((4,)), dense(32, activation="relu"), dense(24, activation="relu"), dense(2)],
    name="cartpole_q",
)
write(cartpole, "cartpole.h5", "cartpole")

# An actor: functional, layers with names of their own, and a .keras file, whose weights are named by place.
observation = x = keras.Input((3,), name="observation")
for i, width in enumerate([16, 16, 8]):
    x = dense(width, name=f"hidden_{i}")(x)
    x = keras.layers.LayerNormalization(epsilon=1e-5, center=i != 1, scale=i != 1, name=f"norm_{i}")(x)
    x = keras.layers.Activation("tanh")(x)
    x = keras.layers.Dropout(0.1)(x)
action = dense(1, activation="tanh", name="action")(x)
write(keras.Model(observation, action, name="pendulum_actor"), "pendulum.keras", "pendulum")

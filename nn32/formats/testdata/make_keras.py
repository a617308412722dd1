"""Makes functional.*, options.* and vectors.* beside it with Keras 3.16 on any backend, and their probabilities in made.json. It is no part of the
tests, because Keras cannot be had from npm or Debian."""
import json, os
import keras, numpy
from keras import layers

def functional():
    image = keras.Input((8, 8, 1))
    x = layers.Conv2D(4, 3, activation="swish", padding="same")(image)
    x = layers.BatchNormalization()(x, training=False)
    x = layers.MaxPooling2D()(layers.ReLU()(x))
    x = layers.Dropout(0.2)(layers.Flatten()(x))
    return keras.Model(image, layers.Softmax()(layers.Dense(10)(x)))

def options():
    return keras.Sequential([
        layers.Conv2D(5, (3, 2), strides=(2, 1), activation="elu", use_bias=False), # without an input: its shape is where the model was built
        layers.BatchNormalization(scale=False, center=False),
        layers.LeakyReLU(),
        layers.AveragePooling2D(2, strides=1),
        layers.GlobalAveragePooling2D(),
        layers.Dense(7, activation="gelu"),
        layers.ELU(alpha=0.5),
        layers.BatchNormalization(scale=False),
        layers.Dense(9, activation=layers.LeakyReLU(negative_slope=0.07)),
        layers.Dense(10, activation="softmax"),
    ])

def vectors():
    return keras.Sequential([
        keras.Input((64,)),
        layers.Rescaling(1 / 16, offset=0.1),
        layers.Reshape((8, 8, 1)),
        layers.Conv2D(3, 3, activation=keras.activations.tanh),
        layers.Activation("leaky_relu"),
        layers.Reshape((-1,)),
        layers.ReLU(negative_slope=0.3),
        layers.Dense(10, activation="softmax"),
    ])

random = numpy.random.RandomState(3)
x = random.rand(4, 8, 8, 1).astype("float32")
made = {}
for make in functional, options, vectors:
    model = make()
    if not model.built:
        model.build((None, 8, 8, 1))
    for layer in model.layers:
        if layer.get_weights():
            layer.set_weights([numpy.abs(w + random.uniform(-0.2, 0.5, w.shape)) if "variance" in v.path else w + random.uniform(-0.2, 0.3, w.shape)
                               for v, w in zip(layer.weights, layer.get_weights())])
    y = keras.ops.convert_to_numpy(model(x.reshape((4,) + model.input_shape[1:]), training=False))
    made[make.__name__] = {"Input": x.ravel().tolist(), "Probabilities": y.ravel().tolist()}
    for ending in ".keras", ".h5":
        model.save(os.path.join(os.path.dirname(os.path.abspath(__file__)), make.__name__ + ending))
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "made.json"), "w") as f:
    json.dump(made, f)

"""Makes golden/: what PyTorch computes for the tutorial's network and for single layers.

Run by `make golden` with Debian's python3-torch 1.13 and python3-sklearn 1.2. The numbers are float32 in little-endian
order, one after the other in numbers.bin; index.json names them, with shape and offset in elements. Tensors are stored
as nn32 has them: images (N, H, W, C), kernels (H, W, C, Filters), dense weights (In, Units).
"""

import json
import os

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.datasets import load_digits

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden")
torch.manual_seed(777)
torch.set_num_threads(1)
index, numbers = [], []


def keep(name, tensor):
    array = np.ascontiguousarray(tensor.detach().numpy() if torch.is_tensor(tensor) else tensor, dtype="<f4").copy()
    index.append({"name": name, "shape": list(array.shape), "offset": sum(n.size for n in numbers)})
    numbers.append(array)


def image(x):
    """An NHWC tensor as PyTorch's NCHW."""
    return x.permute(0, 3, 1, 2)


def conv(x, w, b, stride=1):
    """x NHWC, w HWIO -> NHWC."""
    return F.conv2d(image(x), w.permute(3, 2, 0, 1), b, stride).permute(0, 2, 3, 1)


def same(x, kernel, stride, value=0.0):
    """Pads an NHWC tensor as TensorFlow's padding="same" does: the larger half after."""
    pads = []
    for size, k, s in reversed(list(zip(x.shape[1:3], kernel, stride))):
        total = max((-(-size // s) - 1) * s + k - size, 0)
        pads += [total // 2, total - total // 2]
    return F.pad(x, [0, 0] + pads, value=value)


def tutorial():
    digits = load_digits()
    x = torch.tensor(digits.images[:500], dtype=torch.float32).reshape(10, 50, 8, 8, 1)
    labels = torch.tensor(digits.target[:500]).reshape(10, 50)

    def glorot(fan_in, fan_out, *shape):
        return ((torch.rand(*shape) * 2 - 1) * (6 / (fan_in + fan_out)) ** 0.5).requires_grad_()

    params = {
        "conv2d/kernel": glorot(9, 90, 3, 3, 1, 10), "conv2d/bias": torch.zeros(10, requires_grad=True),
        "dense/kernel": glorot(90, 50, 90, 50), "dense/bias": torch.zeros(50, requires_grad=True),
        "dense_1/kernel": glorot(50, 10, 50, 10), "dense_1/bias": torch.zeros(10, requires_grad=True),
    }

    def logits(x):
        y = F.relu(conv(x, params["conv2d/kernel"], params["conv2d/bias"]))
        y = F.max_pool2d(image(y), 2).permute(0, 2, 3, 1).reshape(len(x), -1)
        y = F.relu(y @ params["dense/kernel"] + params["dense/bias"])
        return y @ params["dense_1/kernel"] + params["dense_1/bias"]

    keep("x", x)
    keep("labels", labels.float())
    for name, p in params.items():
        keep("initial/" + name, p)
    keep("logits", logits(x[0]))
    moments = {name: [torch.zeros_like(p), torch.zeros_like(p)] for name, p in params.items()}
    losses = []
    for step in range(10):
        loss = F.cross_entropy(logits(x[step]), labels[step])
        losses.append(loss.item())
        for p in params.values():
            p.grad = None
        loss.backward()
        with torch.no_grad():
            for name, p in params.items():
                if step == 0:
                    keep("gradient/" + name, p.grad)
                # Adam as Keras has it, which PyTorch's own is not: epsilon 1e-7, added to the uncorrected root.
                m, v = moments[name]
                m += (p.grad - m) * (1 - 0.9)
                v += (p.grad * p.grad - v) * (1 - 0.999)
                alpha = 0.001 * (1 - 0.999 ** (step + 1)) ** 0.5 / (1 - 0.9 ** (step + 1))
                p -= m * alpha / (v.sqrt() + 1e-7)
    keep("losses", torch.tensor(losses))
    for name, p in params.items():
        keep("final/" + name, p)


def layer(name, forward, **tensors):
    """Keeps a layer's inputs, its output, and the gradients for a random gradient of the output."""
    for key, t in tensors.items():
        keep(f"{name}/{key}", t)
        t.requires_grad_()
    y = forward(**tensors)
    dy = torch.randn(y.shape)
    y.backward(dy)
    keep(f"{name}/y", y)
    keep(f"{name}/dy", dy)
    for key, t in tensors.items():
        keep(f"{name}/d{key}", t.grad)


def layers():
    def conv_case(name, shape, kernel, filters, stride, pad):
        layer(name, lambda x, w, b: conv(same(x, kernel, stride) if pad else x, w, b, stride),
              x=torch.randn(3, *shape), w=torch.randn(*kernel, shape[2], filters), b=torch.randn(filters))

    conv_case("conv_valid", (7, 6, 3), (3, 2), 5, (1, 1), False)
    conv_case("conv_valid_strides", (9, 8, 2), (3, 3), 4, (2, 3), False)
    conv_case("conv_same", (7, 6, 3), (3, 4), 6, (1, 1), True)
    conv_case("conv_same_strides", (8, 7, 2), (5, 3), 7, (2, 2), True)
    layer("dense", lambda x, w, b: x @ w + b, x=torch.randn(3, 13), w=torch.randn(13, 9), b=torch.randn(9))
    layer("max_pool", lambda x: F.max_pool2d(image(x), 2).permute(0, 2, 3, 1), x=torch.randn(3, 6, 7, 3))
    layer("max_pool_same", lambda x: F.max_pool2d(image(same(x, (3, 3), (2, 2), -1e30)), 3, 2).permute(0, 2, 3, 1),
          x=torch.randn(3, 6, 7, 2))
    layer("average_pool", lambda x: F.avg_pool2d(image(x), (2, 3), (1, 2)).permute(0, 2, 3, 1), x=torch.randn(3, 6, 7, 3))

    def average_same(x):
        ones = same(torch.ones_like(x), (3, 3), (2, 2))
        pool = lambda t: F.avg_pool2d(image(t), 3, 2, divisor_override=1).permute(0, 2, 3, 1)
        return pool(same(x, (3, 3), (2, 2))) / pool(ones)

    layer("average_pool_same", average_same, x=torch.randn(3, 6, 7, 2))
    layer("relu", lambda x: F.relu(x), x=torch.randn(3, 4, 5, 2))
    layer("softmax", lambda x: F.softmax(x, -1), x=torch.randn(3, 11))


tutorial()
layers()
with open(os.path.join(HERE, "numbers.bin"), "wb") as f:
    for n in numbers:
        f.write(n.tobytes())
with open(os.path.join(HERE, "index.json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(entry) for entry in index) + "\n]\n")
print(f"{len(index)} tensors by PyTorch {torch.__version__}, seed 777")

"""Makes golden/: what PyTorch computes for the tutorial's network, for single layers, losses and optimisers.

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


def glorot(fan_in, fan_out, *shape):
    return (torch.rand(*shape) * 2 - 1) * (6 / (fan_in + fan_out)) ** 0.5


digits = load_digits()
x = torch.tensor(digits.images[:500], dtype=torch.float32).reshape(10, 50, 8, 8, 1)
labels = torch.tensor(digits.target[:500]).reshape(10, 50)
initial = {
    "conv2d/kernel": glorot(9, 90, 3, 3, 1, 10), "conv2d/bias": torch.zeros(10),
    "dense/kernel": glorot(90, 50, 90, 50), "dense/bias": torch.zeros(50),
    "dense_1/kernel": glorot(50, 10, 50, 10), "dense_1/bias": torch.zeros(10),
}


def fresh():
    return {name: p.clone().requires_grad_() for name, p in initial.items()}


def logits(params, x):
    y = F.relu(conv(x, params["conv2d/kernel"], params["conv2d/bias"]))
    y = F.max_pool2d(image(y), 2).permute(0, 2, 3, 1).reshape(len(x), -1)
    y = F.relu(y @ params["dense/kernel"] + params["dense/bias"])
    return y @ params["dense_1/kernel"] + params["dense_1/bias"]


def tutorial():
    params = fresh()
    keep("x", x)
    keep("labels", labels.float())
    for name, p in params.items():
        keep("initial/" + name, p)
    keep("logits", logits(params, x[0]))
    moments = {name: [torch.zeros_like(p), torch.zeros_like(p)] for name, p in params.items()}
    losses = []
    for step in range(10):
        loss = F.cross_entropy(logits(params, x[step]), labels[step])
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


class Nadam(torch.optim.Optimizer):
    """Nadam as Dozat and Keras have it. PyTorch 1.13's own multiplies one momentum twice into mu_product_next."""

    def __init__(self, params):
        super().__init__(params, {})
        self.steps, self.product = 0, 1.0

    @torch.no_grad()
    def step(self):
        self.steps += 1
        u = 0.9 * (1 - 0.5 * 0.96**self.steps)
        u_next = 0.9 * (1 - 0.5 * 0.96 ** (self.steps + 1))
        self.product *= u
        for p in self.param_groups[0]["params"]:
            state = self.state[p]
            m, v = state.setdefault("m", torch.zeros_like(p)), state.setdefault("v", torch.zeros_like(p))
            m.mul_(0.9).add_(p.grad, alpha=0.1)
            v.mul_(0.999).addcmul_(p.grad, p.grad, value=0.001)
            look_ahead = u_next * m / (1 - self.product * u_next) + (1 - u) * p.grad / (1 - self.product)
            p -= 0.002 * look_ahead / ((v / (1 - 0.999**self.steps)).sqrt() + 1e-7)


def training(name, optimizer=lambda p: torch.optim.SGD(p, lr=0.1), loss=F.cross_entropy, penalty=0.0, clip=None, frozen=""):
    """Keeps ten losses of the tutorial's network, on inputs divided by 16, and a kernel at the end."""
    params = fresh()
    o = optimizer([p for key, p in params.items() if not frozen or not key.startswith(frozen + "/")])
    losses = []
    for step in range(10):
        value = loss(logits(params, x[step] / 16), labels[step])
        value = value + penalty * sum((p * p).sum() for key, p in params.items() if "kernel" in key)
        losses.append(value.item())
        o.zero_grad()
        value.backward()
        if clip:
            torch.nn.utils.clip_grad_norm_(list(params.values()), clip)
        o.step()
    keep(f"training/{name}/losses", torch.tensor(losses))
    keep(f"training/{name}/dense_1/kernel", params["dense_1/kernel"])


def trainings():
    optim = torch.optim
    training("sgd")
    training("momentum", lambda p: optim.SGD(p, lr=0.05, momentum=0.9))
    training("nesterov", lambda p: optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True))
    # Where PyTorch adds epsilon elsewhere than Keras, both take one that is next to nothing.
    training("rmsprop", lambda p: optim.RMSprop(p, lr=0.001, alpha=0.9, eps=1e-30, momentum=0.5))
    training("adagrad", lambda p: optim.Adagrad(p, lr=0.01, initial_accumulator_value=0.1, eps=1e-30))
    training("adam", lambda p: optim.Adam(p, lr=0.002, betas=(0.8, 0.99), eps=1e-30))
    training("adamw", lambda p: optim.AdamW(p, lr=0.01, weight_decay=0.1, eps=1e-30))
    training("nadam", Nadam)
    training("smoothing", loss=lambda y, t: F.cross_entropy(y, t, label_smoothing=0.1))
    training("mse", loss=lambda y, t: F.mse_loss(F.softmax(y, -1), F.one_hot(t, 10).float()))
    training("l2", penalty=0.01)
    training("clip", clip=0.5)


def layer(name, forward, **tensors):
    """Keeps a layer's inputs, its output, the gradients for a random gradient of the output, and ten losses of training."""
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
    # Ten steps of gradient descent on the input and all parameters, towards dy.
    losses = []
    for _ in range(10):
        for t in tensors.values():
            t.grad = None
        loss = ((forward(**tensors) - dy) ** 2).sum() / (2 * len(dy))
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            for t in tensors.values():
                t -= 0.002 * t.grad
    keep(f"{name}/losses", torch.tensor(losses))


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
    layer("global_average_pool", lambda x: x.mean((1, 2)), x=torch.randn(3, 5, 4, 3))
    layer("relu", lambda x: F.relu(x), x=torch.randn(3, 4, 5, 2))
    layer("leaky_relu", lambda x: F.leaky_relu(x, 0.2), x=torch.randn(3, 4, 5, 2))
    layer("elu", lambda x: F.elu(x), x=torch.randn(3, 4, 5, 2))
    layer("gelu", lambda x: F.gelu(x), x=torch.randn(3, 4, 5, 2))
    layer("silu", lambda x: F.silu(x), x=torch.randn(3, 4, 5, 2))
    layer("tanh", lambda x: torch.tanh(x), x=torch.randn(3, 4, 5, 2))
    layer("sigmoid", lambda x: torch.sigmoid(x), x=torch.randn(3, 4, 5, 2))
    layer("dense_gelu", lambda x, w, b: F.gelu(x @ w + b), x=torch.randn(3, 6), w=torch.randn(6, 5), b=torch.randn(5))
    layer("conv_tanh", lambda x, w, b: torch.tanh(conv(x, w, b)),
          x=torch.randn(3, 4, 5, 2), w=torch.randn(2, 2, 2, 3), b=torch.randn(3))

    def batch_norm(x, w, b):
        return F.batch_norm(x.reshape(-1, x.shape[-1]), None, None, w, b, True, eps=1e-3).reshape(x.shape)

    for name, shape in ("batch_norm", (3, 4, 3, 5)), ("batch_norm_vector", (7, 4)):
        x = torch.randn(*shape) * 3 + 2
        rows = x.reshape(-1, shape[-1])
        mean, variance = 0.01 * rows.mean(0), 0.99 + 0.01 * rows.var(0, unbiased=False)
        w, b = torch.rand(shape[-1]) + 0.5, torch.randn(shape[-1])
        keep(f"{name}/moving_mean", mean)
        keep(f"{name}/moving_variance", variance)
        keep(f"{name}/inference", F.batch_norm(rows, mean, variance, w, b, eps=1e-3))
        layer(name, batch_norm, x=x, w=w, b=b)
    layer("softmax", lambda x: F.softmax(x, -1), x=torch.randn(3, 11))


def later():
    """What came later: it has its own random numbers behind the others, which stay as they were."""
    layer("conv_no_bias", lambda x, w: conv(x, w, None), x=torch.randn(3, 5, 4, 2), w=torch.randn(2, 3, 2, 4))
    layer("dense_no_bias", lambda x, w: x @ w, x=torch.randn(3, 7), w=torch.randn(7, 5))
    given = {"mean": torch.randn(4), "variance": torch.rand(4) + 0.5, "w": torch.rand(4) + 0.5, "b": torch.randn(4)}
    for key, t in given.items():
        keep("batch_norm_frozen/" + key, t)
    layer("batch_norm_frozen", lambda x: F.batch_norm(x.reshape(-1, 4), *given.values(), False, eps=1e-3).reshape(x.shape),
          x=torch.randn(3, 2, 3, 4) * 3 + 2)
    weights = torch.tensor([1, 2, 0.5, 1, 3, 1, 1, 0, 1, 1.5])
    training("class_weights", loss=lambda y, t: (F.cross_entropy(y, t, reduction="none") * weights[t]).mean())
    training("class_weights_mse", loss=lambda y, t:
             (((F.softmax(y, -1) - F.one_hot(t, 10)) ** 2).mean(-1) * weights[t]).mean())
    training("frozen", lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1, eps=1e-30), frozen="dense")


tutorial()
layers()
trainings()
later()
with open(os.path.join(HERE, "numbers.bin"), "wb") as f:
    for n in numbers:
        f.write(n.tobytes())
with open(os.path.join(HERE, "index.json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(entry) for entry in index) + "\n]\n")
print(f"{len(index)} tensors by PyTorch {torch.__version__}, seed 777")

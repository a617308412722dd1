"""Exports networks of PyTorch to ONNX into the folder that it is given, with index.json: for each its file, its opset, inputs (N, C, H, W) and what PyTorch makes
of them. Those of refused/ are no stacks of layers."""

import json
import os
import sys

import onnx
import onnx.numpy_helper
import torch
import torch.nn as nn
import torch.nn.functional as F

FOLDER = sys.argv[1]
torch.manual_seed(777)
index = []


class Of(nn.Module):
    """A function with layers."""

    def __init__(self, f, **layers):
        super().__init__()
        self.f = f
        for name, layer in layers.items():
            setattr(self, name, layer)

    def forward(self, x):
        return self.f(self, x)


def drawn(model):
    """Gives batch normalisation statistics that do something."""
    for m in model.modules():
        if isinstance(m, (nn.BatchNorm1d, nn.BatchNorm2d)):
            for p in (m.weight, m.bias, m.running_mean):
                nn.init.normal_(p)
            nn.init.uniform_(m.running_var, .5, 2)
    return model.eval()


def keep(name, model, shape=(1, 8, 8), opsets=(9, 11, 13, 17), probabilities=None, **options):
    model = drawn(model)
    x = torch.rand(3, *shape)
    with torch.no_grad():
        y = model(x)
    for opset in opsets:
        file = f"{name}-{opset}.onnx"
        options.setdefault("dynamic_axes", {"x": {0: "batch"}})
        torch.onnx.export(model, x, os.path.join(FOLDER, file), opset_version=opset, input_names=["x"], output_names=["y"], **options)
        index.append({"File": file, "Shape": list(shape), "Input": x.flatten().tolist(), "Output": (probabilities or (lambda y: y))(y).flatten().tolist()})


keep("tutorial", nn.Sequential(nn.Conv2d(1, 10, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(90, 50), nn.ReLU(), nn.Linear(50, 10), nn.Softmax(1)))
keep("fixed-batch", nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(144, 10), nn.Softmax(1)), opsets=[13], dynamic_axes={})
keep("unfolded", nn.Sequential(nn.Conv2d(1, 4, 3, bias=False), nn.BatchNorm2d(4), nn.LeakyReLU(.15), nn.AvgPool2d(2), nn.Flatten(), nn.BatchNorm1d(36),
                               nn.Dropout(.3), nn.Linear(36, 20, bias=False), nn.ELU(.7), nn.Linear(20, 10), nn.Softmax(-1)),
     do_constant_folding=False, training=torch.onnx.TrainingMode.PRESERVE)
keep("activations", nn.Sequential(nn.Conv2d(1, 6, 3, padding=1), nn.GELU(), nn.Conv2d(6, 5, 3, padding=1), nn.SiLU(), nn.BatchNorm2d(5), nn.Tanh(),
                                  nn.Flatten(), nn.Linear(320, 16), nn.GELU(), nn.SiLU(), nn.Linear(16, 16), nn.Sigmoid(), nn.Linear(16, 10), nn.Softmax(1)))
keep("strides", nn.Sequential(nn.Conv2d(1, 6, 3, stride=2, padding=1), nn.ReLU(), nn.Conv2d(6, 7, 5, stride=2, padding=2), nn.ReLU(), nn.Flatten(),
                              nn.Linear(28, 10), nn.Softmax(1)))
keep("odd", nn.Sequential(nn.Conv2d(3, 6, (2, 3), stride=(2, 1), padding=(1, 1)), nn.ReLU(), nn.MaxPool2d(2, ceil_mode=True), nn.Flatten(),
                          nn.Linear(54, 10), nn.Softmax(1)), (3, 9, 5), opsets=[13])
keep("zeros", nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(1, 4, 3, stride=2), nn.ReLU(), nn.Flatten(), nn.Linear(64, 10), nn.Softmax(1)))
keep("edges", nn.Sequential(nn.Conv2d(1, 3, 3), nn.ConstantPad2d((0, 1, 0, 1), float("-inf")), nn.MaxPool2d(3, 2), nn.ReplicationPad2d((0, 1, 0, 1)),
                           nn.MaxPool2d(2, 2), nn.Flatten(), nn.Linear(12, 10), nn.Softmax(1)))
keep("global", nn.Sequential(nn.Conv2d(1, 8, 3), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, 10), nn.Softmax(1)))
keep("view", Of(lambda m, x: F.log_softmax(m.d(F.relu(m.c((x - .5) / .25)).view(x.size(0), -1)), dim=1), c=nn.Conv2d(1, 4, 3), d=nn.Linear(144, 10)),
     probabilities=torch.exp)
keep("mean", Of(lambda m, x: F.softmax(m.d(F.relu(m.c(x * 16)).mean([2, 3])), dim=1), c=nn.Conv2d(1, 4, 3), d=nn.Linear(4, 10)))
keep("last", Of(lambda m, x: torch.softmax(m.d(torch.tanh(m.c(x.permute(0, 3, 1, 2))).permute(0, 2, 3, 1).reshape(-1, 120)), 1),
                c=nn.Conv2d(1, 4, 3), d=nn.Linear(120, 10)), (8, 7, 1))
keep("row", nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 10), nn.Softmax(1)), (64,))
keep("no-channel", Of(lambda m, x: m.s(x.unsqueeze(1)), s=nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(144, 10), nn.Softmax(1))), (8, 8))
keep("matmul", Of(lambda m, x: torch.softmax(torch.flatten(x, 1) @ m.w + m.b, 1), w=nn.Parameter(torch.randn(64, 10)), b=nn.Parameter(torch.randn(10))))
keep("channels", Of(lambda m, x: m.s((x - torch.tensor([.4, .5, .6]).view(1, 3, 1, 1)) / torch.tensor([.2, .3, .25]).view(1, 3, 1, 1)),
                    s=nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(144, 10), nn.Softmax(1))), (3, 8, 8))


# Half precision, which PyTorch does not compute here: the weights are what is read.
rounded = drawn(nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(144, 10), nn.Softmax(1)))
for p in rounded.parameters():
    p.data = p.data.half().float()
keep("half", rounded, opsets=[13])
path = os.path.join(FOLDER, index[-1]["File"])
file = onnx.load(path)
for tensor in file.graph.initializer:
    tensor.CopyFrom(onnx.numpy_helper.from_array(onnx.numpy_helper.to_array(tensor).astype("float16"), tensor.name))
onnx.save(file, path)

for name, model in {
    "residual": Of(lambda m, x: m.d((F.relu(m.c(x)) + x).flatten(1)), c=nn.Conv2d(1, 1, 3, padding=1), d=nn.Linear(64, 10)),
    "pool-padding": nn.Sequential(nn.MaxPool2d(3, 2, 1), nn.Flatten(), nn.Linear(16, 10)),
    "average-padding": nn.Sequential(nn.AvgPool2d(3, 1, 1), nn.Flatten(), nn.Linear(64, 10)),
    "dilated": nn.Sequential(nn.Conv2d(1, 2, 2, dilation=2), nn.Flatten(), nn.Linear(72, 10)),
    "groups": nn.Sequential(nn.Conv2d(1, 4, 3), nn.Conv2d(4, 4, 3, groups=2), nn.Flatten(), nn.Linear(64, 10)),
    "gelu-tanh": nn.Sequential(nn.Flatten(), nn.Linear(64, 10), nn.GELU("tanh")),
    "relu6": nn.Sequential(nn.Flatten(), nn.Linear(64, 10), nn.ReLU6()),
    "recurrent": Of(lambda m, x: m.r(x.squeeze(1))[0][:, -1], r=nn.RNN(8, 10, batch_first=True)),
    "instance": nn.Sequential(nn.Conv2d(1, 4, 3), nn.InstanceNorm2d(4, affine=True), nn.Flatten(), nn.Linear(144, 10)),
    "no-flatten": nn.Sequential(nn.Linear(8, 10)),
}.items():
    path = os.path.join(FOLDER, "refused-" + name + ".onnx")
    torch.onnx.export(model.eval(), torch.rand(1, 1, 8, 8), path, opset_version=13, dynamic_axes={"x": {0: "batch"}}, input_names=["x"])

json.dump(index, open(os.path.join(FOLDER, "index.json"), "w"))

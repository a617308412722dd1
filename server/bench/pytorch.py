"""The tutorial's job in PyTorch on one thread, in a loop without a DataLoader and with one, and the MNIST network's images
a second.

Reads the digits from the file that it is given and prints JSON."""

import json
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

torch.set_num_threads(1)
digits = np.loadtxt(sys.argv[1], delimiter=",", dtype=np.float32)
order = np.random.RandomState(777).permutation(len(digits))
test, train = digits[order[:540]], digits[order[540:]]


def tensors(rows):
    return torch.tensor(rows[:, :64]).reshape(-1, 1, 8, 8), torch.tensor(rows[:, 64]).long()


(fit, fit_labels), validation, (test, test_labels) = tensors(train[:1005]), tensors(train[1005:]), tensors(test)


def batches():
    """Batches of 50 of the digits in a new order, as slices of tensors."""
    shuffled = torch.randperm(1005)
    x, labels = fit[shuffled], fit_labels[shuffled]
    for at in range(0, 1005, 50):
        yield x[at : at + 50], labels[at : at + 50]


def loaded():
    """The same, as PyTorch's own tutorials have them."""
    return torch.utils.data.DataLoader(torch.utils.data.TensorDataset(fit, fit_labels), batch_size=50, shuffle=True)


def tutorial(seed, batches):
    torch.manual_seed(seed)
    start = time.perf_counter()
    model = nn.Sequential(nn.Conv2d(1, 10, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(90, 50), nn.ReLU(), nn.Linear(50, 10))
    for p in model:
        if hasattr(p, "weight"):
            nn.init.xavier_uniform_(p.weight)
            nn.init.zeros_(p.bias)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7)
    for _ in range(100):
        for x, labels in batches():
            loss = F.cross_entropy(model(x), labels)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        with torch.no_grad():
            F.cross_entropy(model(validation[0]), validation[1]).item()
    seconds = time.perf_counter() - start
    with torch.no_grad():
        accuracy = (model(test).argmax(1) == test_labels).float().mean().item()
    return seconds, accuracy


def mnist():
    model = nn.Sequential(nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
                          nn.Flatten(), nn.Linear(256, 10))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    x, labels = torch.rand(1280, 1, 28, 28), torch.arange(1280) % 10
    done, start = 0, None
    while start is None or time.perf_counter() - start < 3:
        for at in range(0, 1280, 128):
            loss = F.cross_entropy(model(x[at : at + 128]), labels[at : at + 128])
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
        if start is None:
            start = time.perf_counter()
        else:
            done += 1280
    return done / (time.perf_counter() - start)


def report(batches):
    runs = [tutorial(seed, batches) for seed in range(int(sys.argv[2]))]
    return {"seconds": [r[0] for r in runs], "accuracy": [r[1] for r in runs]}


print(json.dumps({"tuned": report(batches), "loader": report(loaded), "mnist": mnist(), "version": torch.__version__}))

"""Reads what this package wrote, with PyTorch and NumPy, and writes what PyTorch writes of the same networks.

The argument is a folder with networks.json: for each network a name, the modules of an nn.Sequential in Python, and inputs (N, 1, 8, 8); name.pt and
name.npz are beside it. Written are name.json, with what PyTorch makes of the inputs, and the state dict as PyTorch saves it: name-torch.pt, also in a
checkpoint, as a whole model and in the old form, and name-torch.safetensors as Hugging Face's library writes it, sorted by name."""

import json
import os
import sys

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F



def write_safetensors(path, state):
    header, data = {"__metadata__": {"format": "pt"}}, b""
    for name in sorted(state):
        array = state[name].numpy()
        kind = {np.dtype("float32"): "F32", np.dtype("int64"): "I64"}[array.dtype]
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.tobytes()
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + data)


folder = sys.argv[1]
for network in json.load(open(os.path.join(folder, "networks.json"))):
    exec(network["Classes"])
    path = os.path.join(folder, network["Name"])
    model = eval("nn.Sequential(" + ", ".join(network["Modules"]) + ")")
    state = torch.load(path + ".pt", weights_only=True)
    model.load_state_dict(state, strict=True)
    model.eval()
    x = torch.tensor(network["Input"]).reshape(-1, 1, 8, 8)
    with torch.no_grad():
        y = model(x)
    with np.load(path + ".npz") as arrays:
        sums = {name: float(arrays[name].astype(np.float64).sum()) for name in arrays.files}
        shapes = {name: list(arrays[name].shape) for name in arrays.files}
    json.dump({"Output": y.flatten().tolist(), "Sums": sums, "Shapes": shapes}, open(path + ".json", "w"))
    torch.save(model.state_dict(), path + "-torch.pt")
    write_safetensors(path + "-torch.safetensors", model.state_dict())
    torch.save({"epoch": 3, "model_state_dict": model.half().state_dict(), "optimizer": {"lr": .1}}, path + "-checkpoint.pt")
    torch.save(model, path + "-whole.pt")
    torch.save(model.state_dict(), path + "-old.pt", _use_new_zipfile_serialization=False)

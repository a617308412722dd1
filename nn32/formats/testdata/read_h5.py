"""Prints what h5py reads in HDF5 files: for each a line of JSON with attributes and the bytes of the arrays, by their paths."""
import base64, json, sys
import h5py

def text(value):
    return value.decode() if isinstance(value, bytes) else [v.decode() for v in value]

for path in sys.argv[1:]:
    attributes, arrays = {}, {}
    def visit(name, thing):
        for key, value in thing.attrs.items():
            attributes[name + "@" + key] = text(value)
        if isinstance(thing, h5py.Dataset):
            assert thing.dtype == "<f4", thing.dtype
            arrays[name] = {"Shape": thing.shape, "Data": base64.b64encode(thing[()].tobytes()).decode()}
    with h5py.File(path, "r") as f:
        visit("", f)
        f.visititems(visit)
    print(json.dumps({"Attributes": attributes, "Arrays": arrays}))

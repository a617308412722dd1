"""Writes files with h5py whose parts do not fit in one piece: many_h5.py FOLDER. reader_test.go knows what is in them."""
import sys
import h5py

def many(f, names):
    for i in range(names):
        f[f"name{i}"] = [float(i), i + 0.5]
    group = f.create_group("attributes")
    for i in range(200 if names > 8 else 8):
        group.attrs[f"fixed{i}"] = f"text {i}".encode()
        group.attrs[f"variable{i}"] = f"text {i}: 숫자"
        group.attrs[f"list{i}"] = [f"a{i}", "", "long" * i]
        group.attrs[f"number{i}"] = i
    group["after"] = [1.0]
    f["scalar"] = 7.0

with h5py.File(f"{sys.argv[1]}/many.h5", "w") as f: # trees of several levels, headers that go on elsewhere, several heaps
    many(f, 3000)
with h5py.File(f"{sys.argv[1]}/few.h5", "w") as f:
    many(f, 9)

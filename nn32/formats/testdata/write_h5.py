"""Copies a legacy .h5 of Keras with h5py, in ways that other versions of libraries write it: write_h5.py FILE FOLDER."""
import sys
import h5py, numpy

source, folder = sys.argv[1:]

def copy(name, array=None, attribute=None, order=False, after=None, **options):
    """array writes an array into a group by its name, attribute returns a value that is written."""
    array = array or (lambda group, name, data: group.create_dataset(name, data=data))
    attribute = attribute or (lambda value: value)
    with h5py.File(source, "r") as old, h5py.File(f"{folder}/{name}.h5", "w", track_order=order, **options) as new:
        def fill(old, new):
            for key, value in old.attrs.items():
                new.attrs[key] = attribute(value)
            for key, thing in old.items():
                if isinstance(thing, h5py.Dataset):
                    array(new, key, thing[()])
                else:
                    fill(thing, new.create_group(key, track_order=order))
        fill(old, new)
        if after:
            after(new)

def variable(value):
    if isinstance(value, bytes):
        return value.decode()
    return numpy.array([v.decode() for v in value], dtype=h5py.string_dtype()) if value.dtype.kind == "S" else value

def chunked(**options):
    return lambda group, name, data: group.create_dataset(name, data=data, chunks=True, **options)

def linked(link):
    def change(f):
        weights = f["model_weights"]
        del weights["dense"]
        weights["dense"] = link
    return change

def as_type(t):
    return lambda group, name, data: group.create_dataset(name, data=data.astype(t))

def external(group, name, data):
    group.create_dataset(name, data=data, external=[(f"{folder}/raw", 0, h5py.h5f.UNLIMITED)])

copy("same")
copy("variable", attribute=variable)
copy("order", order=True)
copy("latest", libver="latest")
copy("latest-variable", libver="latest", attribute=variable, order=True)
copy("float64", array=as_type("<f8"))
copy("refused-chunked", array=chunked())
copy("refused-gzip", array=chunked(compression="gzip", shuffle=True))
copy("refused-soft", after=linked(h5py.SoftLink("/model_weights/conv2d")))
copy("refused-external", after=linked(h5py.ExternalLink("other.h5", "/dense")))
copy("refused-external-storage", array=external)
copy("refused-bigendian", array=as_type(">f4"))
copy("refused-float16", array=as_type("<f2"))
copy("refused-integers", array=as_type("<i4"))
copy("refused-userblock", userblock_size=512)
copy("refused-heap", order=True, after=lambda f: [f["model_weights"].create_group(f"more{i}") for i in range(9)])

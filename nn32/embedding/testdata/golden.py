"""Makes golden.json: principal components by NumPy, and how trustworthy scikit-learn's t-SNE of the digits is.

Run with Debian's python3-numpy and python3-sklearn 1.2.1:  /usr/bin/python3 nn32/embedding/testdata/golden.py
"""

import json
import os

import numpy as np
import sklearn
from sklearn.datasets import load_digits
from sklearn.manifold import TSNE, trustworthiness

HERE = os.path.dirname(os.path.abspath(__file__))


def components(x, k):
    """The first k components by singular values, each with its largest element above 0, and the coordinates along them."""
    x = x.astype(np.float64)
    mean = x.mean(axis=0)
    _, s, v = np.linalg.svd(x - mean, full_matrices=False)
    v = v[:k] * np.sign(v[:k][np.arange(k), np.abs(v[:k]).argmax(axis=1)])[:, None]
    y = (x - mean) @ v.T
    return {"variances": (s[:k] ** 2 / (len(x) - 1)).tolist(), "total": float(x.var(axis=0, ddof=1).sum()),
            "vectors": v.ravel().tolist(), "first": y[:20].ravel().tolist()}


digits = load_digits().data.astype(np.float32)
# Points that many programs can make: no generator of random numbers is needed.
wide = np.array([[np.float32(((i * 37 + j * 101 + i * j * 13) % 97) / 97) for j in range(90)] for i in range(40)], dtype=np.float32)

golden = {"numpy": np.__version__, "scikit-learn": sklearn.__version__,
          "digits": components(digits, 5), "wide": components(wide, 5), "trustworthiness": {}}
for iterations in (500, 1000):
    y = TSNE(random_state=0, n_iter=iterations).fit_transform(digits)
    golden["trustworthiness"][iterations] = trustworthiness(digits, y, n_neighbors=5)
y = TSNE(random_state=0, n_iter=500, method="exact").fit_transform(digits)
golden["trustworthiness"]["exact, 500"] = trustworthiness(digits, y, n_neighbors=5)
with open(os.path.join(HERE, "golden.json"), "w") as file:
    json.dump(golden, file, indent=1)
    file.write("\n")

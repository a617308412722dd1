"""Prints what NumPy's legacy generator gives, for split_test.go. Run with Debian's python3-numpy 1.24."""

import hashlib

import numpy as np

for n, seed in [(1797, 777), (1, 5), (2, 0), (3, 1), (64, 42), (65, 4294967295), (70000, 12345)]:
    p = np.random.RandomState(seed).permutation(n)
    print(n, seed, hashlib.sha256(",".join(map(str, p)).encode()).hexdigest())

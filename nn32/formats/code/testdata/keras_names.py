"""Parses programs and compares what they use of Keras with keras_names.txt: prints ok and the number of calls, or what is wrong."""

import ast
import os
import sys

known = {}
for line in open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "keras_names.txt")):
    if line.strip() and not line.startswith("#"):
        name, *arguments = line.split()
        known[name] = arguments


def dotted(node):
    if isinstance(node, ast.Attribute):
        return dotted(node.value) + "." + node.attr
    return node.id if isinstance(node, ast.Name) else "?"


calls = 0
for path in sys.argv[1:]:
    for node in ast.walk(ast.parse(open(path).read())):
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func)
        if name.startswith("layers."):
            name = "keras." + name
        if not name.startswith(("keras.", "model.")):
            continue
        calls += 1
        if name not in known:
            sys.exit(print(f"{path}: Keras has no {name}"))
        if len(node.args) > len(known[name]):
            sys.exit(print(f"{path}: {name} has {len(node.args)} arguments"))
        for keyword in node.keywords:
            if keyword.arg not in known[name]:
                sys.exit(print(f"{path}: {name} has no argument {keyword.arg}"))
            if keyword.arg in ("activation", "padding") and keyword.value.value not in known[keyword.arg]:
                sys.exit(print(f"{path}: {keyword.arg} cannot be {keyword.value.value}"))
print("ok", calls)

"""Parses the cells of a notebook, one a file: prints ok, or the first name that is used in a cell before a cell or a line has made it."""

import ast
import builtins
import sys

known = set(dir(builtins))
for path in sys.argv[1:]:
    for statement in ast.parse(open(path).read(), path).body:
        made = set()
        for node in ast.walk(statement):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                made |= {(name.asname or name.name).split(".")[0] for name in node.names}
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                made.add(node.id)
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id not in known:
                sys.exit(print(f"{path}: line {node.lineno} uses {node.id}, which is not there yet"))
        known |= made
print("ok")

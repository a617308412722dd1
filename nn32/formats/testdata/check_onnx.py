"""Checks the ONNX files that it is given with Debian's python3-onnx: the checker, with the inference of shapes."""

import sys

import onnx

for path in sys.argv[1:]:
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True)
    out = inferred.graph.output[0].type.tensor_type.shape.dim
    print(model.ir_version, model.opset_import[0].version, *(d.dim_value or d.dim_param for d in out),
          *(p.key + "=" + p.value for p in model.metadata_props))

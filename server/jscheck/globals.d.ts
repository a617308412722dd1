// What scripts of others declare for ours.

// wasm_exec.js, of Go.
declare class Go {
  env: Record<string, string>;
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
  _resume(): void;
}

// app.js, of go-app.
declare const goappEnv: Record<string, string>;
declare const goappWasmContentLength: string;
declare function goappInitServiceWorker(): Promise<void>;

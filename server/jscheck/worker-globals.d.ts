// What the scripts of workers put into their scope: for each other, and for the trainer, which is not JavaScript.

// checked.js, for all.
declare var checksums: URLSearchParams;

// worker.js, for the trainer.
declare var pending: ArrayBuffer[];

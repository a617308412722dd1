package formats

// Keras is the file of Keras 3.
var Keras = Format{Name: "Keras (.keras)", Ending: ".keras", Media: "application/zip"}

// KerasH5 is the file of Keras 1 and 2, which Keras 3 also reads and writes.
var KerasH5 = Format{Name: "Keras (.h5)", Ending: ".h5", Media: "application/x-hdf5"}

// Package drawing turns a drawing or a photo of a digit into the picture that the makers of a data set would have made of
// it: 8×8 counts of ink for the digits (Pipeline.Picture), 28×28 shades for MNIST (Pipeline.MNIST). StrokeAugmentation goes
// the other way and back, and so makes new pictures from those of the data. The package opens no files and predicts nothing.
package drawing

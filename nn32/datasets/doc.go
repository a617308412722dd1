// Package datasets reads handwritten digits and other labelled pictures from files, and splits them as scikit-learn, NumPy
// and Keras do. It knows nothing of drawings: package drawing brings a drawing to the form of these data sets.
//
// ReadDigits reads the tutorial's digits, ReadIDX and ReadCSV a set from readers, and Open any number of files in any order. All give
// pictures in one scale, which Opened describes.
package datasets

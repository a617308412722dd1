// Package datasets reads handwritten digits and other labelled samples from files, and splits them as scikit-learn, NumPy
// and Keras do. It knows nothing of drawings: package drawing brings a drawing to the form of these data sets.
package datasets

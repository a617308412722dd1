// Package datasets reads the handwritten digits, splits them as scikit-learn and NumPy do, and brings a drawing to the
// form that they have.
package datasets

// Package nn32 trains small neural networks with float32 in plain Go, natively and in WebAssembly, and gives the same
// weights to the bit in both.
//
// A network is a list of layers with Keras's names and defaults. This is the tutorial's, a basic CNN on images of 8×8:
//
//	network, err := nn32.NewSequential(nn32.Shape{8, 8, 1}, seed,
//		&nn32.Conv2D{Filters: 10, KernelSize: [2]int{3, 3}, Activation: nn32.ReLU}, // 6×6×10
//		&nn32.MaxPooling2D{PoolSize: [2]int{2, 2}},                                 // 3×3×10
//		&nn32.Flatten{},                                                            // 90
//		&nn32.Dense{Units: 50, Activation: nn32.ReLU},
//		&nn32.Dense{Units: 10, Activation: nn32.Softmax},
//	)
//	err = network.Compile(&nn32.Adam{LearningRate: .001}, &nn32.CategoricalCrossentropy{}, nn32.Accuracy)
//	history, err := network.Fit(train, nn32.FitOptions{Epochs: 100, BatchSize: 50, Validation: validation})
//	result, err := network.Evaluate(test)
//	probabilities, err := network.Predict(x)
//
// Images are NHWC: batch, height, width, channels. Kernels are HWIO: height, width, inputs, filters. Dense weights are
// (inputs, units). A mistake in a network, its data or its options gives an error that tells what to change.
//
// Fit is a loop over Steps, which yields one value for each batch. To pause a run, change its learning rate or show its
// progress, write that loop yourself. Where a default differs from PyTorch's, the comment there tells it.
//
// Read on at Layer, for how tensors are stored inside of a network, which you need to write a layer of your own; Conv2D, Dense,
// MaxPooling2D and the other layers, with shapes and papers; ActivationFunction and Initializer; Loss; Optimizer and
// Schedule; FitOptions, EarlyStopping and Augmenter; Metric and Ensemble. Package weights stores a run in a file, augment warps images,
// metrics measures predictions, schedules has schedules of the learning rate, datasets reads data sets, drawing turns a drawing into a
// picture. The examples are the tutorial, the seven methods of its series, and what goes beyond: frozen layers, own losses and metrics.
//
// The package opens no files, starts no goroutines and knows no browser.
package nn32

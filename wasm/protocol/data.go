package protocol

// DataSet is what a run learns from.
type DataSet uint8

const (
	Digits DataSet = iota // scikit-learn's 1,797 digits of 8×8, the tutorial's
	MNIST                 // 70,000 digits of 28×28, fetched when they are asked for
	Opened                // 28×28, from files that the person opened; they are not kept

	DataSets // how many there are
)

// Side is how many pixels a picture has in each direction.
func (d DataSet) Side() int {
	if d == Digits {
		return 8
	}
	return 28
}

// Most is the value of a pixel that is all ink.
func (d DataSet) Most() int {
	if d == Digits {
		return 16
	}
	return 255
}

// FetchData fetches a data set from the page's own server and keeps it in the browser, also for a time without a network.
type FetchData struct{ Data DataSet }

// RemoveData forgets a data set that was fetched or opened.
type RemoveData struct{ Data DataSet }

// OpenData takes IDX files, which may be compressed by gzip, as the data set Opened.
type OpenData struct {
	Name           string // for the person: the name of the file
	Images, Labels []byte
}

// DataState says how a data set stands: after Ready for each that is kept, during and after each of the commands above, and
// when a run needs it.
type DataState struct {
	Data          DataSet
	Name          string // as it was opened
	Kept          bool   // it is in the browser, also without a network
	Count         int    // pictures, when it can be trained on; else 0
	Loaded, Total int    // bytes that have come while it is fetched; Total is 0 when it is not
	Failure       string // why it could not be had
}

func (m *FetchData) fields(c *codec) { c.uint8((*uint8)(&m.Data)) }

func (m *RemoveData) fields(c *codec) { c.uint8((*uint8)(&m.Data)) }

func (m *OpenData) fields(c *codec) {
	c.string(&m.Name)
	c.bytes(&m.Images)
	c.bytes(&m.Labels)
}

func (m *DataState) fields(c *codec) {
	c.uint8((*uint8)(&m.Data))
	c.string(&m.Name)
	c.bool(&m.Kept)
	c.int(&m.Count)
	c.int(&m.Loaded)
	c.int(&m.Total)
	c.string(&m.Failure)
}

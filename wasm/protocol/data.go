package protocol

// DataSet is the data set of a run.
type DataSet uint8

const (
	Digits DataSet = iota // scikit-learn's 1,797 digits of 8×8, the tutorial's
	MNIST                 // 70,000 digits of 28×28, fetched on request
	Opened                // 28×28, from files that the person opened; they are not stored

	DataSets // number of data sets
)

// Side is the number of pixels of a picture in each direction.
func (d DataSet) Side() int {
	if d == Digits {
		return 8
	}
	return 28
}

// Most is the value of a pixel that is completely ink.
func (d DataSet) Most() int {
	if d == Digits {
		return 16
	}
	return 255
}

// Count is the number of pictures; 0 for Opened, whose number is in DataState.
func (d DataSet) Count() int {
	switch d {
	case Digits:
		return 1797
	case MNIST:
		return 60_000 + mnistTest
	}
	return 0
}

// mnistTest is the number of MNIST's own test digits. The others are in the order of its file.
const mnistTest = 10_000

// MNISTBytes is the size of MNIST's files.
const MNISTBytes = 11_594_722

// Limits of opened files.
const (
	MinPictures = 100
	MaxPictures = 100_000
)

// FetchData fetches a data set from the page's own server into the browser's cache, also for a time without a network.
type FetchData struct{ Data DataSet }

func (*FetchData) command() byte { return 17 }

func (m *FetchData) fields(c *codec) { c.uint8((*uint8)(&m.Data)) }

// RemoveData removes a data set that was fetched or opened, and cancels a fetch. A run that uses it goes on.
type RemoveData struct{ Data DataSet }

func (*RemoveData) command() byte { return 18 }

func (m *RemoveData) fields(c *codec) { c.uint8((*uint8)(&m.Data)) }

// OpenData takes two IDX files, pictures and labels, as the data set Opened. Each may be compressed by gzip.
type OpenData struct {
	Name  string    // names of the files, for the person
	Files [2][]byte // in any order
}

func (*OpenData) command() byte { return 19 }

func (m *OpenData) fields(c *codec) {
	c.string(&m.Name)
	c.bytes(&m.Files[0])
	c.bytes(&m.Files[1])
}

// DataState reports the state of a data set: after Ready for each cached one, during and after each of the commands above, and when
// a run needs it.
type DataState struct {
	Data          DataSet
	Name          string // name of the opened files
	Cached        bool   // it is in the browser, also without a network
	Count         int    // number of pictures, if it can be trained on; else 0
	Loaded, Total int    // bytes, while it is fetched; otherwise Total is 0
	Problem       DataProblem
	Detail        string // details of the problem, for experts; in English
}

func (*DataState) event() byte { return 15 }

func (m *DataState) fields(c *codec) {
	c.uint8((*uint8)(&m.Data))
	c.string(&m.Name)
	c.bool(&m.Cached)
	c.int(&m.Count)
	c.int(&m.Loaded)
	c.int(&m.Total)
	c.uint8((*uint8)(&m.Problem))
	c.string(&m.Detail)
}

// DataProblem is the reason why a data set could not be fetched, opened or cached, or the pretrained network not be loaded. The page
// has a text for each.
type DataProblem uint8

const (
	NoDataProblem DataProblem = iota
	Unreachable               // there is no network, or the server does not answer
	NotServed                 // the server does not have it
	Altered                   // the fetched or cached bytes have a wrong checksum; none of them is cached
	NotStored                 // it is here until the page is closed, because the browser does not cache it
	NotHere                   // a run needs it

	// Of opened files:
	NotIDX       // not one file of pictures and one of labels
	Damaged      // shorter or longer than its header says, or it cannot be decompressed
	WrongSide    // the pictures are not 28×28
	WrongCount   // fewer than MinPictures, or more than MaxPictures
	CountsDiffer // of pictures and labels
	WrongLabel   // not 0 to 9

	DataProblems // number of problems
)

// Parts returns how many of count pictures are used to fit, to validate and to test. scikit-learn rounds the test digits up, Keras
// rounds the validation digits down. For MNIST, TestPercent is ignored.
func (s Settings) Parts(count int) (fit, validation, test int) {
	test = (count*s.TestPercent + 99) / 100
	if s.Data == MNIST {
		test = min(mnistTest, count)
	}
	fit = (count - test) * (100 - s.ValidationPercent) / 100
	return fit, count - test - fit, test
}

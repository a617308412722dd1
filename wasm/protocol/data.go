package protocol

import "math"

// DataSet is the data set of a run.
type DataSet uint8

const (
	Digits      DataSet = iota // scikit-learn's 1,797 digits of 8×8, the tutorial's
	MNIST                      // 70,000 digits of 28×28, fetched on request
	Opened                     // 28×28, from files that the person opened; they are not stored
	OpenedSmall                // 8×8 with values from 0 to 16, as Digits, from such files

	DataSets // number of data sets
)

// Small reports whether the pictures are those of the tutorial: 8×8 with values from 0 to 16.
func (d DataSet) Small() bool { return d == Digits || d == OpenedSmall }

// FromFiles reports whether the person opens the data set's files.
func (d DataSet) FromFiles() bool { return d == Opened || d == OpenedSmall }

// Side is the number of pixels of a picture in each direction.
func (d DataSet) Side() int {
	if d.Small() {
		return 8
	}
	return 28
}

// Most is the value of a pixel that is completely ink.
func (d DataSet) Most() int {
	if d.Small() {
		return 16
	}
	return 255
}

// Ink is what a network is given for a pixel that is completely ink: as the tutorial does, of 8×8 pictures the value as it is, and of others
// its share of the largest.
func (d DataSet) Ink() float32 {
	if d.Small() {
		return float32(d.Most())
	}
	return 1
}

// Count is the number of pictures; 0 for opened files, whose number is in DataState.
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
	MaxPictures = 100_000     // more are left out
	MaxOpened   = 128_000_000 // bytes of the files that are opened together
)

// FetchData fetches a data set from the page's own server into the browser's cache, also for a time without a network.
type FetchData struct{ Data DataSet }

func (*FetchData) command() byte { return 17 }

func (m *FetchData) fields(c *codec) { c.uint8((*uint8)(&m.Data)) }

// RemoveData removes a data set that was fetched or opened, and cancels a fetch. A run that uses it goes on.
type RemoveData struct{ Data DataSet }

func (*RemoveData) command() byte { return 18 }

func (m *RemoveData) fields(c *codec) { c.uint8((*uint8)(&m.Data)) }

// OpenData takes files of pictures: tables (CSV), or pictures and labels in IDX. Each may be compressed by gzip. Those with labels
// become the data set Opened or OpenedSmall, in place of both; those without can be predicted.
type OpenData struct {
	Files []NamedFile // in any order
}

// NamedFile is a file and its name.
type NamedFile struct {
	Name  string
	Bytes []byte
}

func (*OpenData) command() byte { return 19 }

func (m *OpenData) fields(c *codec) {
	list(c, &m.Files, 8, func(f *NamedFile) {
		c.string(&f.Name)
		c.bytes(&f.Bytes)
	})
}

// TurnData exchanges the rows and columns of the opened pictures. DataState follows.
type TurnData struct{}

func (*TurnData) command() byte { return 27 }

func (*TurnData) fields(*codec) {}

// PredictData predicts the opened pictures without labels with the present network, between runs. DataPredictions follows.
type PredictData struct{}

func (*PredictData) command() byte { return 28 }

func (*PredictData) fields(*codec) {}

// DataPredictions are the predictions of the opened pictures without labels, in the order of the files.
type DataPredictions struct {
	Run, Epoch int
	Digits     []byte
	Confidence []float32 // the probability of that digit, 0..1
	IDs        []string  // the pictures' numbers or names in the file; nil if there are none
}

func (*DataPredictions) event() byte { return 21 }

func (m *DataPredictions) fields(c *codec) {
	c.int(&m.Run)
	c.int(&m.Epoch)
	c.bytes(&m.Digits)
	c.float32s(&m.Confidence)
	list(c, &m.IDs, 4, c.string)
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
	Detail        string // details of the problem, for experts; in English; empty for opened files

	File FileProblem // details of a problem of opened files
	Open OpenedFiles // of Opened: what the files contain
}

// FileProblem is where an opened file has its problem, and what it is.
type FileProblem struct {
	Name         string
	Line, Column int    // from 1; 0 if the problem is not in one
	Got, Want    string // numbers, sizes or the text of a field; Got is empty if something is missing
}

// OpenedFiles is what opened files contain, besides the number of pictures with labels.
type OpenedFiles struct {
	Digits  [10]int // number of pictures of each digit
	Ink     int     // value of ink in the tables: 1, 16 or 255; 0 if there are none
	Letters int     // pictures that were left out because they are letters
	Beyond  int     // pictures that were left out because there are more than MaxPictures
	Lying   bool    // rows and columns seem to be exchanged, as in EMNIST's files
	Turned  bool    // the person has exchanged them

	Unlabelled     int    // number of pictures without labels
	UnlabelledSide int    // their height and width in pixels
	UnlabelledName string // names of their files
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
	c.string(&m.File.Name)
	c.int(&m.File.Line)
	c.int(&m.File.Column)
	c.string(&m.File.Got)
	c.string(&m.File.Want)
	for i := range m.Open.Digits {
		c.int(&m.Open.Digits[i])
	}
	c.int(&m.Open.Ink)
	c.int(&m.Open.Letters)
	c.int(&m.Open.Beyond)
	c.bool(&m.Open.Lying)
	c.bool(&m.Open.Turned)
	c.int(&m.Open.Unlabelled)
	c.int(&m.Open.UnlabelledSide)
	c.string(&m.Open.UnlabelledName)
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

	// Of opened files; see FileProblem:
	UnknownFormat // neither a table nor IDX
	PhotoOpened   // a photo or drawing
	ArchiveOpened // a ZIP file or another archive
	EmptyFile     // without pictures
	Damaged       // cut, longer than its header says, or it cannot be decompressed
	FileTooLarge
	WrongSide    // the pictures are neither 8×8 nor 28×28, or two files differ
	WrongCount   // fewer than MinPictures
	CountsDiffer // of pictures and labels, or a file of labels alone
	WrongLabel   // not 0 to 9
	WrongColumns // of the first line: not those of a picture
	WrongLine    // it has another number of columns
	MissingValue
	NoNumber
	WrongRange // not from 0 to 255

	DataProblems // number of problems
)

// Parts returns how many of count pictures are used to fit, to validate and to test. scikit-learn rounds the test digits up, Keras those to
// fit down. Both multiply by a share, which in floating point gives for some percentages one more or one less than whole numbers do. For
// MNIST, TestPercent is ignored.
func (s Settings) Parts(count int) (fit, validation, test int) {
	test = int(math.Ceil(float64(count) * (float64(s.TestPercent) / 100)))
	if s.Data == MNIST {
		test = min(mnistTest, count)
	}
	fit = int(float64(count-test) * (1 - float64(s.ValidationPercent)/100))
	return fit, count - test - fit, test
}

package nn32

// Schedule changes the learning rate during a run; package schedules has some. It belongs to FitOptions and multiplies the optimiser's
// learning rate, so that a resumed run continues at the right step, and SetLearningRate still has an effect. If a schedule also has a
// method Check() error, it is called before the first step.
type Schedule interface {
	// Factor returns the factor of the learning rate at a step, counted from 0 over the whole run.
	Factor(step int) float32
}

// checkSchedule returns an error for a schedule with wrong options.
func checkSchedule(s Schedule) error {
	if err := checkOption("Schedule", s); err != nil {
		return err
	}
	if checked, ok := s.(interface{ Check() error }); ok {
		return checked.Check()
	}
	return nil
}

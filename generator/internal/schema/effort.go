package schema

// Alternatives within alternatives multiply: four lists of six make 1,296 combinations. A
// question about an intersection examines them until it is decided, and at most so many. Then
// the result is what it is for alternatives that are not known. The limits are
// arbitrary: in 405 documents of the corpus, the largest number is 276 in a document.
const (
	questionSteps = 1_000  // for one question
	documentSteps = 20_000 // for all questions about a document
	leastSteps    = 100    // for one question, whatever was spent for others
)

// effort is what one question may still examine, and what those before it have examined.
type effort struct {
	left  int
	spent *int
}

func newEffort(spent *int) *effort {
	return &effort{min(questionSteps, max(documentSteps-*spent, leastSteps)), spent}
}

// effort begins a question about alternatives.
func (r *Reader) effort() *effort { return newEffort(&r.examined) }

// spend counts an alternative. It returns false if there were too many.
func (e *effort) spend() bool {
	if e.left == 0 {
		return false
	}
	e.left--
	*e.spent++
	return true
}

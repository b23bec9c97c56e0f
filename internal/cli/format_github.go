package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/peergen/peergen/generator"
)

// githubPrinter prints workflow commands, which GitHub shows as annotations of files.
type githubPrinter struct{ w io.Writer }

// githubLevels are the commands for severities.
var githubLevels = map[generator.Severity]string{generator.Error: "error", generator.Warning: "warning", generator.Note: "notice"}

// The escapes of workflow commands: of their text, and of their properties.
var (
	githubText     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func (p *githubPrinter) findings(ds []generator.Diagnostic) {
	for _, d := range ds {
		if d.Allowed && d.Severity != generator.Error {
			continue // what a team knows is no annotation of each change
		}
		properties := []string{"title=" + githubProperty.Replace(d.Code)}
		if d.File != "" {
			properties = append(properties, "file="+githubProperty.Replace(d.File))
		}
		if d.Line > 0 {
			properties = append(properties, fmt.Sprintf("line=%d", d.Line))
		}
		if d.Column > 0 {
			properties = append(properties, fmt.Sprintf("col=%d", d.Column))
		}
		text := d.Message
		if d.Hint != "" {
			text += "\nhint: " + d.Hint
		}
		fmt.Fprintf(p.w, "::%s %s::%s\n", githubLevels[d.Severity], strings.Join(properties, ","), githubText.Replace(text))
	}
}

func (p *githubPrinter) stale(s stale) {
	fmt.Fprintf(p.w, "::error title=%s,file=%s::%s\n", staleCode, githubProperty.Replace(s.Target), githubText.Replace("not up to date: run "+s.Command))
}

func (p *githubPrinter) changes(c changes) {
	c.each(func(target, side, text string, breaking bool) {
		level := "notice"
		if breaking {
			level = "error"
		}
		fmt.Fprintf(p.w, "::%s title=%s,file=%s::%s\n", level, changeCode, githubProperty.Replace(target), githubText.Replace(side+": "+text))
	})
}

func (p *githubPrinter) end() error { return nil }

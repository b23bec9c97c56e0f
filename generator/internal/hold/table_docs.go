package hold

import (
	"maps"
	"slices"
	"strings"
)

// Table is the table of forms in Markdown, for docs/held.md, without the reasons that all
// types have not to be held.
func Table() string {
	var out strings.Builder
	out.WriteString("| the lock has | held for | held, with values that are not represented | not held for |\n| --- | --- | --- | --- |\n")
	for _, old := range classes {
		row, ok := table[old]
		if !ok {
			continue
		}
		var losses, reasons []string
		byNote := map[string][]class{}
		for _, now := range classes {
			if note, ok := row.lossy[now]; ok {
				byNote[note] = append(byNote[note], now)
			}
		}
		for _, note := range slices.Sorted(maps.Keys(byNote)) {
			losses = append(losses, words(byNote[note])+" ("+note+")")
		}
		for _, reason := range slices.Sorted(maps.Keys(row.breaking)) {
			if reason == jsonTypes || reason == alternative || reason == files {
				continue // of all types
			}
			reasons = append(reasons, words(row.breaking[reason])+" ("+reason+")")
		}
		out.WriteString("| " + code(old) + " | " + words(row.exact) + " | " + strings.Join(losses, "; ") + " | " + strings.Join(reasons, "; ") + " |\n")
	}
	return out.String()
}

func words(list []class) string {
	if len(list) >= len(classes)-1 {
		return "all others"
	}
	var out []string
	for _, c := range list {
		out = append(out, code(c))
	}
	return strings.Join(out, ", ")
}

// code marks the classes that are types of Go.
func code(c class) string {
	switch c {
	case text, blob, moment, day, decimal, boolean, raw:
		return "`" + string(c) + "`"
	}
	return string(c)
}

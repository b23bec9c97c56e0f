package gocode

import (
	"strings"
	"testing"
)

func TestCommentWraps(t *testing.T) {
	long := strings.TrimSpace(strings.Repeat("word ", 16)) // 79 characters
	wrapped := "// " + strings.TrimSuffix(long, " word") + "\n// word"
	for name, c := range map[string]struct{ text, want string }{
		"short lines stay":              {"one\ntwo", "// one\n// two"},
		"a long line is wrapped":        {long, wrapped},
		"its rest goes on":              {long + "\nand more\nof it", wrapped + " and more\n// of it"},
		"in code spans, too":            {long + "\n`code` is", wrapped + " `code` is"},
		"not before an item of a list":  {long + "\n- item", wrapped + "\n// - item"},
		"not before a heading":          {long + "\n# Heading", wrapped + "\n// # Heading"},
		"not before the next paragraph": {long + "\n\nnext", wrapped + "\n//\n// next"},
		"not before indented text":      {long + "\n    code", wrapped + "\n//     code"},
		"not within code":               {"```\n" + long + "\nmore\n```", "// ```\n" + wrapped + "\n// more\n// ```"},
		"not before code":               {long + "\n```\nmore\n```", wrapped + "\n// ```\n// more\n// ```"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := strings.ReplaceAll(Comment(c.text), "// \n", "//\n"); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

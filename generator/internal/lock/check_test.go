package lock

import "testing"

func TestFormsThatCannotBeRead(t *testing.T) {
	for _, c := range []struct{ lines, message string }{
		{"schema Pet = Pet struct\n\tmember name = Name Opt[string\n", `"Opt[string" is not a Go type`},
		{"schema Pet = Pet struct\n\tmember name = Name func()\n", `"func()" is not the Go type of a member, parameter or body`},
		{"schema Other = Other struct\nschema Pet = Pet strukt\n", `unknown kind of type "strukt"`},
		{"schema Other = Other struct\nschema Pet = Pet struct string\n", "unexpected text at the end of the line: string"},
		{"schema Other = Other struct\nschema Pet = Pet named\n", `"" is not a Go type`},
		{"operation GET /pets = GetPets\n\tresult = [Pet\n", `"[Pet" is not a Go type`},
		{"schema A = A alias []B\nschema B = B alias A\n", "the type A is another name of itself"},
		{"schema B = B struct\nschema A = A named A\n", "the type A is another name of itself"},
	} {
		l, problems := Read([]byte(header + "\n" + c.lines))
		if l != nil || len(problems) == 0 || problems[0].Message != c.message {
			t.Errorf("%q: got %+v, want %q", c.lines, problems, c.message)
		}
	}
}

func TestFormsThatCanBeRead(t *testing.T) {
	for _, lines := range []string{
		"schema Pet = Pet\n\tmember name = Name\n",
		"schema Tree = Tree named []Tree\n",
		"schema A = A named []B\nschema B = B alias A\n",
		"schema A = A alias Opt[uuid.UUID]\n",
		"scheme key = Key apiKey header X-Key\n",
		"operation GET /pets = GetPets\n\tresult = iter.Seq2[ServerEvent[Opt[string]], error]\n",
	} {
		if _, problems := Read([]byte(header + "\n" + lines)); len(problems) > 0 {
			t.Errorf("%q: %+v", lines, problems)
		}
	}
}

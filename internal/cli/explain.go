package cli

import (
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/peergen/peergen/generator"
)

func (r *run) explainCommand() *cobra.Command {
	codes := generator.Codes()
	cmd := &cobra.Command{
		Use: "explain [CODE]", Short: "Explain a code of findings, and what to do; without CODE, list all", Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				r.listCodes(codes)
				return nil
			}
			i := slices.IndexFunc(codes, func(c generator.CodeInfo) bool { return c.Code == args[0] })
			if i < 0 {
				return fmt.Errorf("there is no code %s; peergen explain lists them", args[0])
			}
			r.explain(codes[i])
			return nil
		},
	}
	for _, code := range codes {
		cmd.ValidArgs = append(cmd.ValidArgs, code.Code)
	}
	return cmd
}

func (r *run) listCodes(codes []generator.CodeInfo) {
	w := tabwriter.NewWriter(r.stdout, 0, 0, 2, ' ', 0)
	for _, severity := range []generator.Severity{generator.Error, generator.Warning, generator.Note} {
		for _, code := range codes {
			if code.Severity == severity {
				fmt.Fprintf(w, "%s\t%s\t%s\n", code.Code, code.Severity, code.Meaning)
			}
		}
	}
	w.Flush()
}

func (r *run) explain(code generator.CodeInfo) {
	fmt.Fprintf(r.stdout, "%s (%s)\n\nMeaning: %s.\nWhat to do: %s.\n", code.Code, code.Severity, code.Meaning, code.Remedy)
	if !code.Allowable {
		return
	}
	effect := "With --strict such a finding is an error, unless it is allowed"
	if code.Severity == generator.Error {
		effect = "If it is allowed, it is a warning"
	}
	fmt.Fprintf(r.stdout, "\n%s: by --allow %s, or in gen.yaml by allow: [%s];\nby --allow %s:POINTER at one place only.\n", effect, code.Code, code.Code, code.Code)
}

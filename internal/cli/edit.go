package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/peergen/peergen/generator"
)

// editCommand is a command that changes the lock of one target and generates it. edit
// returns the change that the arguments describe.
func (r *run) editCommand(use, short, long string, args cobra.PositionalArgs, edit func(args []string) generator.Edit) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Long: long, Args: args}
	var s selection
	s.configFlag(cmd.Flags())
	s.findingFlags(r, cmd.Flags())
	s.specFlags(cmd.Flags())
	cmd.Flags().StringVar(&s.spec, "spec", "", "without a gen.yaml: path of the document, with -o DIR")
	cmd.Flags().Lookup("package").Usage = "the target to change, by its package, if gen.yaml has several"
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		target, err := r.editTarget(&s, cmd)
		if err != nil || target == nil {
			return err
		}
		target.Options.Edits = []generator.Edit{edit(args)}
		if out, ds := target.Decide(); out != nil {
			r.report(ds)
			if _, err := out.Write(target.Out); err != nil {
				return err
			}
			fmt.Fprintf(r.info, "%s: written, %s left\n", filepath.ToSlash(target.Options.LockFile), count(len(ds), "contradiction"))
			return nil
		}
		return r.writeAll(r.render(cmd.Context(), []generator.Target{*target}, true), 1)
	}
	return cmd
}

// editTarget returns the one target whose lock is changed, or nil if it has reported why
// there is none.
func (r *run) editTarget(s *selection, cmd *cobra.Command) (*generator.Target, error) {
	if s.spec != "" {
		targets, err := r.targets(s, cmd)
		if len(targets) == 0 {
			return nil, err
		}
		return &targets[0], nil
	}
	for _, name := range []string{"out", "client", "server"} {
		if cmd.Flags().Changed(name) {
			return nil, fmt.Errorf("--%s needs --spec: the targets of gen.yaml set it themselves", name)
		}
	}
	targets, err := r.configuredTargets(s.config)
	if targets == nil {
		return nil, err
	}
	targets = withLock(s.withEditFlags(s.withFindings(targets)))
	var found []generator.Target
	var packages []string
	for _, t := range targets {
		packages = append(packages, t.Options.Package)
		if s.pkg == "" || s.pkg == t.Options.Package || s.pkg == t.String() {
			found = append(found, t)
		}
	}
	switch {
	case len(found) == 1:
		return &found[0], nil
	case len(packages) == 0:
		return nil, errors.New("the configuration has no target with a lock")
	case s.pkg == "":
		return nil, fmt.Errorf("the configuration has several targets: add --package with one of %s", strings.Join(packages, ", "))
	case len(found) == 0:
		return nil, fmt.Errorf("the configuration has no target %s: add --package with one of %s", s.pkg, strings.Join(packages, ", "))
	}
	return nil, fmt.Errorf("the configuration has several targets with the package %s: write the folder of one, such as --package %s", s.pkg, found[0])
}

func (r *run) acceptCommand() *cobra.Command {
	return r.editCommand("accept IDENTITY...|all", "Apply changes of Go types that are held",
		"Accept generates a target with changes of the document that break code which imports its package, and that were held until now.\n\n"+identities,
		cobra.MinimumNArgs(1), func(args []string) generator.Edit { return generator.Accept(args...) })
}

func (r *run) forgetCommand() *cobra.Command {
	return r.editCommand("forget IDENTITY...|all", "Let other parts of the document have names that are out of use",
		"Forget removes names from the lock that are out of use, and earlier names of the parts that it is given.\n\n"+identities,
		cobra.MinimumNArgs(1), func(args []string) generator.Edit { return generator.Forget(args...) })
}

func (r *run) renameCommand() *cobra.Command {
	var breaking bool
	cmd := r.editCommand("rename IDENTITY NAME", "Give a part of the document another Go name",
		"Rename changes a name in the lock and generates the target. Types, constants and functions keep their earlier name, too, as deprecated forwarders.\n\n"+identities,
		cobra.MinimumNArgs(2), func(args []string) generator.Edit {
			return generator.Rename(strings.Join(args[:len(args)-1], " "), args[len(args)-1], breaking)
		})
	cmd.Flags().BoolVar(&breaking, "break", false, "rename fields and methods, too, whose earlier names cannot stay: importers have to be edited")
	return cmd
}

const identities = `IDENTITY is what findings show and what lines of the lock begin with, or a Go name:
schema Pet, Pet.owner, GET /pets/{id} query page_size, GetPets.PageSize, StatusOpen.`

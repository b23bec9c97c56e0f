package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/peergen/peergen/bench"
)

// serveCommand is the argument that makes the program a server.
const serveCommand = "serve"

// serve reads the name of a server, listens, and prints its address. For each
// line that follows, it prints the processor time of the process in nanoseconds.
func serve(in io.Reader, out io.Writer) error {
	lines := bufio.NewScanner(in)
	if !lines.Scan() {
		return errors.New("the name of a server is missing")
	}
	handler, err := bench.LoopbackHandler(lines.Text())
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go func() { exitOn(http.Serve(listener, handler)) }()
	fmt.Fprintln(out, listener.Addr())
	for lines.Scan() {
		fmt.Fprintln(out, processorTime().Nanoseconds())
	}
	return lines.Err()
}

// child is a server in another process.
type child struct {
	address string
	in      io.WriteCloser
	out     *bufio.Reader
	cmd     *exec.Cmd
}

func startChild(name string) (*child, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &child{cmd: exec.Command(program, serveCommand)}
	c.cmd.Stderr = os.Stderr
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	c.out = bufio.NewReader(out)
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	c.address, err = c.ask(name)
	return c, err
}

// ask writes a line and reads one.
func (c *child) ask(line string) (string, error) {
	if _, err := fmt.Fprintln(c.in, line); err != nil {
		return "", err
	}
	reply, err := c.out.ReadString('\n')
	return strings.TrimSpace(reply), err
}

// processorTime returns the processor time of the child.
func (c *child) processorTime() (time.Duration, error) {
	reply, err := c.ask("")
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseInt(reply, 10, 64)
	return time.Duration(n), err
}

func (c *child) stop() {
	_ = c.in.Close() // ends the loop of serve
	_ = c.cmd.Wait()
}

// load is the cost of one request on loopback.
type load struct {
	time   time.Duration // of the processor, on the side that is measured
	p99    time.Duration // latency
	second float64       // requests per second
}

// measureLoopback returns the medians of the cases by name.
func measureLoopback(cases []bench.LoopbackCase, rounds int, span time.Duration) (map[string]load, error) {
	children := map[string]*child{}
	defer func() {
		for _, c := range children {
			c.stop()
		}
	}()
	seen := map[string][]load{}
	for range rounds {
		for _, c := range cases {
			server, ok := children[c.Handler()]
			if !ok {
				var err error
				if server, err = startChild(c.Handler()); err != nil {
					return nil, err
				}
				children[c.Handler()] = server
			}
			result, err := measureLoad(c, server, span)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", c.Name(), err)
			}
			seen[c.Name()] = append(seen[c.Name()], result)
		}
	}
	medians := map[string]load{}
	for name, loads := range seen {
		medians[name] = load{
			median(loads, func(l load) time.Duration { return l.time }),
			median(loads, func(l load) time.Duration { return l.p99 }),
			median(loads, func(l load) float64 { return l.second }),
		}
	}
	return medians, nil
}

func measureLoad(c bench.LoopbackCase, server *child, span time.Duration) (load, error) {
	used := func() (time.Duration, error) { return processorTime(), nil }
	if c.Side == "server" {
		used = server.processorTime
	}
	driver, err := c.Connect(server.address)
	if err != nil {
		return load{}, err
	}
	defer driver.Close()
	before, err := used()
	if err != nil {
		return load{}, err
	}
	result, err := driver.Run(span)
	if err != nil {
		return load{}, err
	}
	after, err := used()
	if err != nil {
		return load{}, err
	}
	n := len(result.Latencies)
	return load{
		time:   (after - before) / time.Duration(n),
		p99:    result.Latencies[n*99/100],
		second: float64(n) / result.Time.Seconds(),
	}, nil
}

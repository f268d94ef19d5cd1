"""`python -m bench.measurement [--write]`: print the table; --write also renews docs/measurement.md."""

import argparse

from bench.measurement import run

parser = argparse.ArgumentParser(prog="python -m bench.measurement", description=__doc__)
parser.add_argument("--write", action="store_true", help="renew the table and plots in docs/")
run(write=parser.parse_args().write)

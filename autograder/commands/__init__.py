"""The command line: parse, call, print. Nothing else knows a terminal."""

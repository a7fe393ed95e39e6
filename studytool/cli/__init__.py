"""The command line: each command imports what it needs when it runs. stdout is output, stderr is for messages."""

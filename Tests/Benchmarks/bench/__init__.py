"""`make bench`: the server beside the limits. `../run` starts it."""
